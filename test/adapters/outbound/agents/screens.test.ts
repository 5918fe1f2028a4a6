import { expect } from 'chai'
import { readScreen as readClaudeCode } from '../../../../adapters/outbound/agents/claude-code/screen.js'
import {
  hasDraft as hasCodexDraft,
  readScreen as readCodex,
} from '../../../../adapters/outbound/agents/codex/screen.js'
import {
  hasDraft as hasOpencodeDraft,
  readScreen as readOpencode,
} from '../../../../adapters/outbound/agents/opencode/screen.js'
import type { ScreenReading } from '../../../../domain/attention/activity.js'
import { recordedScreens, type RecordedScreen } from '../../../support/recorded-screens.js'
import { parseStyledRows, type StyledRow } from '../../../../domain/terminal/styled-row.js'

type Recorded = RecordedScreen & { readonly state: keyof typeof SHOWN }

/** Activity of the recorded states; `null` for screens of other programs. */
const SHOWN = {
  ready: 'ready',
  error: 'ready',
  busy: 'busy',
  permission: 'asking',
  question: 'asking',
  plan: 'asking',
  form: 'asking',
  trust: 'asking',
  other: null,
} as const satisfies Record<string, ScreenReading | null>

const CLIS = [
  { file: 'claude-code-measured', name: 'Claude Code 2.1.197', read: readClaudeCode, lacks: [] },
  { file: 'claude-code-newest', name: 'Claude Code 2.1.332', read: readClaudeCode, lacks: [] },
  { file: 'codex-measured', name: 'Codex 0.171.0', read: readCodex, lacks: ['form'] },
  { file: 'codex-0.169.0', name: 'Codex 0.169.0', read: readCodex, lacks: ['form'] },
  { file: 'opencode-1.18.20', name: 'opencode 1.18.20', read: readOpencode, lacks: ['form', 'plan', 'trust'] },
  { file: 'opencode-measured', name: 'opencode 1.18.33', read: readOpencode, lacks: ['form', 'plan', 'trust'] },
]

/** Typed by `scripts/record-screens.mjs`. */
const DRAFT = 'a draft of the person'
const AT_LEAST = 40
const PRECISION = 0.98
/** Share of the screens of a state that are recognised; some were taken while the program drew them again. */
const RECALL = 0.85

const recorded = (file: string): ReadonlyArray<Recorded> => recordedScreens(file) as ReadonlyArray<Recorded>

for (const { file, name, read, lacks } of CLIS)
  describe(`recorded screens of ${name}`, () => {
    const screens = recorded(file).map((one) => ({ ...one, reading: read(one.rows) }))
    const those = (state: string) => screens.filter((one) => one.state === state)
    const wrong = (one: (typeof screens)[number]) => one.reading !== SHOWN[one.state]
    const described = (found: typeof screens) =>
      found.map(({ state, columns, reading }) => `${state} at ${String(columns)} columns read as ${String(reading)}`)

    for (const state of Object.keys(SHOWN).filter((one) => !lacks.includes(one)))
      it(`of the state ${state} are recognised`, () => {
        const found = those(state)
        expect(found).to.have.length.at.least(AT_LEAST)
        const right = found.filter((one) => !wrong(one)).length
        expect(right / found.length, described(found.filter(wrong)).join('\n')).to.be.at.least(RECALL)
      })

    it('are right where they are recognised', () => {
      for (const reading of ['ready', 'busy', 'asking'] as const) {
        const found = screens.filter((one) => one.reading === reading)
        const right = found.filter((one) => !wrong(one)).length
        expect(right / found.length, described(found.filter(wrong)).join('\n')).to.be.at.least(PRECISION)
      }
    })

    it('are never read as ready while a person is asked, and never recognised in another program', () => {
      const asking = screens.filter(({ state }) => SHOWN[state] === 'asking')
      expect(described(asking.filter(({ reading }) => reading === 'ready'))).to.deep.equal([])
      expect(described(those('other').filter(wrong))).to.deep.equal([])
    })

    it('are not recognised by the reader of another CLI', () => {
      const others = CLIS.filter((one) => one.read !== read)
      const found = screens.filter(({ rows }) => others.some((one) => one.read(rows) !== null))
      expect(described(found)).to.deep.equal([])
    })
  })

describe('text that a person has typed', () => {
  const drafts = (file: string, hasDraft: (rows: ReadonlyArray<StyledRow>) => boolean) =>
    recorded(file)
      .filter(({ state }) => state === 'ready')
      .map(({ rows }) => [rows.some((row) => row.includes(DRAFT)), hasDraft(parseStyledRows(rows))] as const)
      .filter(([isTyped]) => isTyped)

  it('is seen at the prompt of Codex and of opencode', () => {
    for (const seen of [drafts('codex-measured', hasCodexDraft), drafts('opencode-measured', hasOpencodeDraft)]) {
      expect(seen).to.have.length.at.least(8)
      expect(seen.filter(([, isSeen]) => !isSeen)).to.deep.equal([])
    }
  })

  it('is not seen where the prompt of opencode is empty', () => {
    const empty = recorded('opencode-measured').filter(
      ({ state, rows }) => state === 'ready' && !rows.join().includes(DRAFT),
    )
    const right = empty.filter(({ rows }) => !hasOpencodeDraft(parseStyledRows(rows))).length
    expect(right / empty.length).to.be.at.least(RECALL)
  })
})
