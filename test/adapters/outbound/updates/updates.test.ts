import { AGENTS } from '../../../../adapters/outbound/agents/agents.js'
import {
  memoryCommandRunner,
  type ScriptedProgram,
} from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { memoryUpdates } from '../../../../adapters/outbound/memory/updates.memory.js'
import {
  processInstalledAgents,
  agentVersions,
  brewVersions,
  dependencyVersions,
} from '../../../../adapters/outbound/updates/version-collectors.js'
import { memoryInstalledAgents } from '../../../../adapters/outbound/memory/machine.memory.js'
import { describeInstalledAgents } from '../../../contracts/installed-agents.contract.js'
import { hubInstallation } from '../../../../adapters/outbound/updates/hub-installation.git.js'
import type { CommandRunner } from '../../../../application/shared/command-runner.port.js'
import type { VersionCollector } from '../../../../application/updates/version-collector.port.js'
import { describeHubInstallation, type FilesOfHub } from '../../../contracts/hub-installation.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import {
  describeVersionCollector,
  type VersionCollectorHarness,
} from '../../../contracts/version-collector.contract.js'
import { leftTag, right } from '../../../support/results.js'

describe('versions of coding agents', () => {
  it('are those that are installed, with what npm knows, if it answers', async () => {
    const runner = memoryCommandRunner()
    runner.script(([program, verb, name]) => {
      if (program === 'claude') return { stdout: '2.1.0 (Claude Code)\n' }
      if (program === 'codex') return { stdout: 'codex-cli 0.40.0\n' }
      if (program === 'agy') return { exitCode: 1 }
      if (program === 'npm' && verb === 'view')
        return name === '@openai/codex' ? { exitCode: 1 } : { stdout: '2.2.0\n' }
      return null
    })
    const items = right(await agentVersions(runner, AGENTS).collect())
    expect(
      items.map(({ id, current, latest, outdated, executable }) => [id, current, latest, outdated, executable]),
    ).to.deep.equal([
      ['cli:claude', '2.1.0', '2.2.0', true, true],
      ['cli:codex', '0.40.0', null, false, true],
    ])
  })
})

describe('versions of Homebrew', () => {
  const collect = (stdout: string) => {
    const runner = memoryCommandRunner()
    runner.script(() => ({ stdout }))
    return brewVersions(runner).collect()
  }

  it('are those of what the hub uses', async () => {
    const formula = (name: string) => ({ name, installed_versions: ['3.4'], current_version: '3.5' })
    const items = right(
      await collect(JSON.stringify({ formulae: [formula('tmux'), formula('wget'), formula('__proto__')] })),
    )
    expect(items.map(({ id, current, latest }) => [id, current, latest])).to.deep.equal([['ext:tmux', '3.4', '3.5']])
  })

  it('are unknown when brew is missing or says something else', async () => {
    expect([leftTag(await collect('')), leftTag(await brewVersions(memoryCommandRunner()).collect())]).to.deep.equal([
      'Unavailable',
      'Unavailable',
    ])
  })
})

const close = (): Promise<void> => Promise.resolve()

describeFake(describeVersionCollector, ['collector'], () => {
  const { collector, world } = memoryUpdates()
  const name = { id: 'cli:claude', category: 'cli', name: 'Claude Code', source: 'cli' } as const
  return Promise.resolve({
    collector,
    publish: (latest) => {
      world.items = [{ ...name, current: '1.0.0', latest, outdated: true, executable: true, url: null }]
    },
    uninstall: () => {
      world.items = []
    },
    silence: () => {
      world.isReachable = false
    },
    asked: () => world.asked,
    close,
  })
})

/** Collector on a scripted program, which prints `output` for a version, or for none. */
const onScript =
  (
    collectorOf: (runner: CommandRunner) => VersionCollector,
    output: (argv: readonly string[], latest: string | null) => ScriptedProgram | null,
    silent: ScriptedProgram = 'not-startable',
  ) =>
  (): Promise<VersionCollectorHarness> => {
    const runner = memoryCommandRunner()
    let latest: string | null = '1.0.0'
    runner.script((argv) => output(argv, latest))
    return Promise.resolve({
      collector: collectorOf(runner),
      publish: (version) => {
        latest = version
      },
      uninstall: () => {
        latest = null
      },
      silence: () => runner.script(([program]) => (program === 'claude' ? null : silent)),
      asked: () => runner.ran().length,
      close,
    })
  }
describeVersionCollector(
  'npm, of coding agents',
  onScript(
    (runner) => agentVersions(runner, [AGENTS[0]]),
    ([program], latest) => (latest === null ? null : { stdout: program === 'npm' ? latest : '1.0.0 (Claude Code)' }),
    { exitCode: 1 },
  ),
)
describeVersionCollector(
  'brew',
  onScript(brewVersions, (_argv, latest) => {
    const tmux = { name: 'tmux', installed_versions: ['1.0.0'], current_version: latest }
    return { stdout: JSON.stringify({ formulae: latest === null ? [] : [tmux] }) }
  }),
)
describeVersionCollector(
  'npm, of dependencies',
  onScript(
    (runner) => dependencyVersions(runner, '/hub'),
    (_argv, latest) => ({
      exitCode: 1,
      stdout: JSON.stringify(latest === null ? {} : { koa: { current: '1.0.0', latest } }),
    }),
  ),
)

/** Programs that a scripted runner starts. */
describeInstalledAgents('printed versions', () => {
  const runner = memoryCommandRunner()
  const installed = new Map<string, string | null>()
  const silent = new Set<string>()
  runner.script(([program]) => {
    if (silent.has(program ?? '')) return 'never-ends'
    const version = installed.get(program ?? '')
    return version === undefined
      ? 'not-startable'
      : { stdout: version === null ? 'a coding agent' : `${version} (agent)` }
  })
  return Promise.resolve({
    agents: processInstalledAgents(runner),
    install: (binary, version) => installed.set(binary, version),
    installSilent: (binary) => silent.add(binary),
    uninstall: (binary) => installed.delete(binary),
    close,
  })
})
describeFake(describeInstalledAgents, ['agents'], () => {
  const agents = memoryInstalledAgents()
  return Promise.resolve({
    agents,
    install: (binary, version) => agents.installed.set(binary, version),
    installSilent: (binary) => agents.silent.add(binary),
    uninstall: (binary) => agents.installed.delete(binary),
    close,
  })
})

describeFake(describeHubInstallation, ['hub'], () => {
  const { hub, world } = memoryUpdates()
  const reasons = { changed: 'dirty-tree', committed: 'local-ahead', unreadable: 'unknown' } as const
  return Promise.resolve({
    hub,
    become: (files) => {
      world.guard = files === 'released' ? { ok: true } : { ok: false, reason: reasons[files] }
      return Promise.resolve()
    },
    close,
  })
})
describeHubInstallation('git', () => {
  const runner = memoryCommandRunner()
  const become = (files: FilesOfHub): Promise<void> => {
    runner.script((argv) => {
      if (files === 'unreadable') return { exitCode: 128 }
      if (argv.includes('status')) return { stdout: files === 'changed' ? ' M README.md\n' : '' }
      return { stdout: files === 'committed' ? '2\n' : '0\n' }
    })
    return Promise.resolve()
  }
  return Promise.resolve({
    hub: hubInstallation({ runner, folder: '/hub', version: '1.0.0', isClone: true }),
    become,
    close,
  })
})

describe('the files of the hub', () => {
  it('may not be replaced when git does not count the commits', async () => {
    const runner = memoryCommandRunner()
    runner.script((argv) => (argv.includes('status') ? { stdout: '' } : { exitCode: 128 }))
    const hub = hubInstallation({ runner, folder: '/hub', version: '1.0.0', isClone: true })
    expect(await hub.guard()).to.deep.equal({ ok: false, reason: 'unknown' })
  })
})
