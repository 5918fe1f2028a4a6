import { join } from 'node:path'
import { launchdServiceManager } from '../adapters/outbound/service-manager/service-manager.launchd.js'
import { systemdServiceManager } from '../adapters/outbound/service-manager/service-manager.systemd.js'
import type { ServiceManager } from '../application/server/service-manager.port.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import type { Config } from '../infrastructure/config/config.js'
import { nodeDisk } from '../infrastructure/files/disk.js'

/** Name of the log in its folder. */
export const LOG_FILE = 'hub.log'

/** Where the hub keeps its log, and on macOS what it writes before that. */
export const logFolderOf = ({ stateFolder }: Config): string => join(stateFolder, 'logs')

/** The service manager of this machine. */
export function openServiceManager(config: Config, runner: CommandRunner): ServiceManager {
  const { home, service, childEnvironment } = config
  return process.platform === 'darwin'
    ? launchdServiceManager({
        runner,
        disk: nodeDisk,
        label: service.launchAgent,
        home,
        uid: process.getuid?.() ?? 0,
        logFile: join(logFolderOf(config), 'service.log'),
      })
    : systemdServiceManager({
        runner,
        disk: nodeDisk,
        unit: service.unit,
        configFolder: childEnvironment['XDG_CONFIG_HOME'] ?? join(home, '.config'),
      })
}
