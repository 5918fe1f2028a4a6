import type { ServiceSpec } from '../../../application/server/service-manager.port.js'
import { MARK } from './definition-file.js'

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

const text = (value: string): string => `<string>${escaped(value)}</string>`

/**
 * The agent of our service. `AbandonProcessGroup` leaves alive what the hub has started when it stops; without
 * `SuccessfulExit` a hub that was told to stop would come back at once. launchd.plist(5).
 */
export const propertyList = (label: string, logFile: string, { argv, directory, environment }: ServiceSpec): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<!-- ${MARK} -->`,
    '<plist version="1.0"><dict>',
    `<key>Label</key>${text(label)}`,
    `<key>ProgramArguments</key><array>${argv.map(text).join('')}</array>`,
    `<key>WorkingDirectory</key>${text(directory)}`,
    `<key>EnvironmentVariables</key><dict>${Object.entries(environment)
      .map(([name, value]) => `<key>${escaped(name)}</key>${text(value)}`)
      .join('')}</dict>`,
    '<key>RunAtLoad</key><true/>',
    '<key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>',
    '<key>AbandonProcessGroup</key><true/>',
    `<key>StandardErrorPath</key>${text(logFile)}`,
    '</dict></plist>',
    '',
  ].join('\n')
