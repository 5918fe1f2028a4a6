import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { CliJson } from '../../../adapters/inbound/http/sessions/codec.js'
import { offeredPrograms } from '../../../domain/agents/agent-program.js'
import { language } from '../../../adapters/inbound/web/src/app/platform/preferences.js'
import { clis } from '../../../adapters/inbound/web/src/app/clis.js'
import { programOf } from '../../../adapters/inbound/web/src/app/cli-of-session.js'
import { calmSpan, span } from '../../../adapters/inbound/web/src/app/texts/relative-time.js'
import {
  changedNames,
  grouped,
  matchesFilter,
  needOf,
  pinnedFirst,
} from '../../../adapters/inbound/web/src/app/session-order.js'
import { aSession } from '../sessions.js'

describe('session order', () => {
  const list = [
    aSession({ name: 'idle', activity: 'idle' }),
    aSession({ name: 'old', status: 'dormant' }),
    aSession({ name: 'n10' }),
    aSession({ name: 'n9' }),
    aSession({ name: 'pinned', pinned: true }),
    aSession({ name: 'hand-made', status: 'foreign' }),
    aSession({ name: 'busy', activity: 'working' }),
    aSession({ name: 'asks', activity: 'waiting' }),
  ]

  it('sorts by state, then pinned, then by name', () => {
    const { running, dormant, foreign } = grouped(list)
    expect(running.map(({ name }) => name)).to.deep.equal(['asks', 'busy', 'idle', 'pinned', 'n9', 'n10'])
    expect([dormant, foreign].map((group) => group.map(({ name }) => name))).to.deep.equal([['old'], ['hand-made']])
  })

  it('begins with pinned sessions in the rail', () => {
    expect([...list].sort(pinnedFirst)[0]?.name).to.equal('pinned')
  })

  it('reports a dormant session as dormant regardless of its last activity', () => {
    expect(needOf(aSession({ status: 'dormant', activity: 'working' }))).to.equal('dormant')
  })
})

describe('changedNames', () => {
  it('lists sessions that are new, have another state or another branch', () => {
    const git = { branch: 'main', dirty: false, ahead: null, behind: null }
    const before = [aSession({ name: 'a' }), aSession({ name: 'b', git }), aSession({ name: 'c' })]
    const after = [
      aSession({ name: 'a', activity: 'waiting' }),
      aSession({ name: 'b', git: { ...git, branch: 'feat' } }),
      aSession({ name: 'c', attached: true }),
      aSession({ name: 'd' }),
    ]
    expect(changedNames(before, after)).to.deep.equal(['a', 'b', 'd'])
  })
})

describe('session filter', () => {
  it('requires every word, in any position and case', () => {
    expect(matchesFilter('SHOP claude', 'web-shop ~/code Claude Auto')).to.equal(true)
    expect(matchesFilter('shop codex', 'web-shop ~/code Claude Auto')).to.equal(false)
    expect(matchesFilter('', 'anything')).to.equal(true)
  })
})

describe('programOf', () => {
  before(() => {
    language.value = 'en'
    clis.value = offeredPrograms(AGENTS).map((program) => CliJson.encode(program))
  })

  const shown = (change: Parameters<typeof aSession>[0]): unknown => {
    const { cli, label, variant, tier } = programOf(aSession(change), 'Shell')
    return [cli?.id ?? null, label, variant, tier]
  }

  it('detects the program from the command', () => {
    expect(shown({ command: 'claude --permission-mode auto' })).to.deep.equal(['claude', 'Claude', 'Auto', 'auto'])
    expect(shown({ command: '/opt/bin/codex --model x' })).to.deep.equal(['codex', 'Codex', null, null])
    expect(shown({ command: 'opencode' })).to.deep.equal(['opencode', 'opencode', null, 'safe'])
  })

  it('falls back to the foreground process without a command', () => {
    expect(shown({ command: null, foreground: 'claude' })).to.deep.equal(['claude', 'Claude', null, 'safe'])
    expect(shown({ command: null, foreground: 'vim' })).to.deep.equal([null, 'vim', null, null])
    expect(shown({ command: '', foreground: null })).to.deep.equal([null, 'Shell', null, null])
  })
})

describe('span', () => {
  it('uses a single unit', () => {
    const minute = 60_000
    expect([-1, 0, 59_999, minute, 60 * minute, 25 * 60 * minute].map(span)).to.deep.equal([
      '0 s',
      '0 s',
      '59 s',
      '1 m',
      '1 h',
      '1 d',
    ])
    expect(calmSpan(59_999, 'now')).to.equal('now')
    expect(calmSpan(minute, 'now')).to.equal('1 m')
  })
})
