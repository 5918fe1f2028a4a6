import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { memoryCommandRunner } from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { memoryServiceManager } from '../../../../adapters/outbound/memory/service-manager.memory.js'
import {
  propertyList,
  launchdServiceManager,
} from '../../../../adapters/outbound/service-manager/service-manager.launchd.js'
import {
  systemdServiceManager,
  unitText,
} from '../../../../adapters/outbound/service-manager/service-manager.systemd.js'
import type { ServiceManager, ServiceSpec } from '../../../../application/server/service-manager.port.js'
import type { CommandRunner } from '../../../../application/shared/command-runner.port.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { describeServiceManager, type ServiceManagerHarness } from '../../../contracts/service-manager.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { leftTag } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { scriptedLaunchctl, scriptedSystemctl } from '../../../support/scripted-managers.js'

const SPEC: ServiceSpec = { argv: ['/usr/bin/node', '/opt/penates', 'serve'], directory: '/home/me', environment: {} }
const unitFile = (folder: string): string => join(folder, 'systemd', 'user', 'penates.service')

const systemd = (folder: string, runner: CommandRunner): ServiceManager =>
  systemdServiceManager({ runner, disk: nodeDisk, unit: 'penates.service', configFolder: folder })
const launchd = (home: string, runner: CommandRunner): ServiceManager =>
  launchdServiceManager({ runner, disk: nodeDisk, label: 'com.penates', home, uid: 501, logFile: '/x/service.log' })

const inFolder = (open: (folder: string) => ServiceManager) => async (): Promise<ServiceManagerHarness> => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-service-'))
  return { manager: open(folder), spec: SPEC, close: () => rm(folder, { recursive: true }) }
}

describeFake(
  describeServiceManager,
  ['manager'],
  inFolder(() => memoryServiceManager()),
)
describeServiceManager(
  'scripted systemd',
  inFolder((folder) => systemd(folder, scriptedSystemctl(unitFile(folder)))),
)
describeServiceManager(
  'scripted launchd',
  inFolder((folder) => launchd(folder, scriptedLaunchctl())),
)

describe('a service of systemd', () => {
  const folder = scratchFolder()

  it('does not change a unit that another program wrote', async () => {
    const file = unitFile(folder())
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, '[Service]\nExecStart=/bin/true\n')
    const manager = systemd(folder(), scriptedSystemctl(file))
    const tags = [leftTag(await manager.install(SPEC)()), leftTag(await manager.remove())]
    expect([tags, await readFile(file, 'utf8')]).to.deep.equal([
      ['ForeignService', 'ForeignService'],
      '[Service]\nExecStart=/bin/true\n',
    ])
  })

  it('is found in the manager of the machine too, and restarted there without waiting for its own end', async () => {
    const runner = memoryCommandRunner()
    runner.script(([, scope, , verb]) => {
      if (scope === '--user') return { exitCode: 1, stderr: 'Failed to connect to bus' }
      return verb === 'show' ? { stdout: 'LoadState=loaded\nMainPID=77\nUnitFileState=enabled\n' } : {}
    })
    const manager = systemd(folder(), runner)
    const state = await manager.state()
    await manager.restart()
    expect([state, runner.ran().at(-1)?.argv]).to.deep.equal([
      { _tag: 'Right', right: { isInstalled: true, isEnabled: true, pid: 77 } },
      ['systemctl', '--system', '--no-pager', 'restart', '--no-block', 'penates.service'],
    ])
  })

  it('says what the manager said when there is none', async () => {
    const manager = systemd(folder(), memoryCommandRunner())
    expect([leftTag(await manager.state()), leftTag(await manager.install(SPEC)())]).to.deep.equal([
      'Unavailable',
      'Unavailable',
    ])
  })

  it('has every value on one line, for any content', () => {
    const odd = 'a "b" \\ %h $HOME\nExecStartPre=/bin/false'
    const text = unitText({ argv: [odd, odd], directory: '/home/me/100%', environment: { PUBLIC_HOSTS: odd } })
    expect(text.split('\n').filter((line) => /^(Environment|ExecStart|Working)/.test(line))).to.deep.equal([
      'WorkingDirectory=/home/me/100%%',
      String.raw`Environment="PUBLIC_HOSTS=a \"b\" \\ %%h $HOME\nExecStartPre=/bin/false"`,
      String.raw`ExecStart="a \"b\" \\ %%h $$HOME\nExecStartPre=/bin/false" "a \"b\" \\ %%h $$HOME\nExecStartPre=/bin/false"`,
    ])
    expect(text).to.contain('\nKillMode=process\n')
  })
})

describe('a service of launchd', () => {
  it('keeps what the hub started when it ends, and values as they are', () => {
    const text = propertyList('com.penates', '/x', { ...SPEC, environment: { PUBLIC_HOSTS: '<a>&b' } })
    expect(text).to.contain('<key>AbandonProcessGroup</key><true/>')
    expect(text).to.contain('<key>PUBLIC_HOSTS</key><string>&lt;a&gt;&amp;b</string>')
  })
})
