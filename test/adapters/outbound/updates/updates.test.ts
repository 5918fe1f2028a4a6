import { expect } from 'chai'
import { AGENTS } from '../../../../adapters/outbound/agents/agents.js'
import { memoryCommandRunner } from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { agentVersions } from '../../../../adapters/outbound/updates/agent-versions.js'
import { brewVersions } from '../../../../adapters/outbound/updates/brew-versions.js'
import { hubInstallation } from '../../../../adapters/outbound/updates/hub-installation.git.js'
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

describe('the files of the hub', () => {
  const guard = (answers: Readonly<Record<string, string | null>>) => {
    const runner = memoryCommandRunner()
    runner.script((argv) => {
      const answer = answers[argv.includes('status') ? 'status' : 'rev-list']
      return answer === null || answer === undefined ? { exitCode: 128 } : { stdout: answer }
    })
    return hubInstallation({ runner, folder: '/hub', version: '1.0.0', isClone: true }).guard()
  }

  it('may be replaced when nothing of a person is in them, and never when git does not say', async () => {
    expect([
      await guard({ status: '', 'rev-list': '0\n' }),
      await guard({ status: ' M README.md\n', 'rev-list': '0\n' }),
      await guard({ status: '', 'rev-list': '2\n' }),
      await guard({ status: null, 'rev-list': '0\n' }),
      await guard({ status: '', 'rev-list': null }),
    ]).to.deep.equal([
      { ok: true },
      { ok: false, reason: 'dirty-tree' },
      { ok: false, reason: 'local-ahead' },
      { ok: false, reason: 'unknown' },
      { ok: false, reason: 'unknown' },
    ])
  })
})
