import {
  readRetry as readClaudeCodeRetry,
  readScreen as readClaudeCode,
} from '../../../../adapters/outbound/agents/claude-code/screen.js'
import {
  hasDraft as hasCodexDraft,
  readRetry as readCodexRetry,
  readScreen as readCodex,
} from '../../../../adapters/outbound/agents/codex/screen.js'
import {
  hasDraft as hasOpencodeDraft,
  readRetry as readOpencodeRetry,
  readScreen as readOpencode,
} from '../../../../adapters/outbound/agents/opencode/screen.js'
import type { ScreenReading } from '../../../../domain/attention/activity.js'
import { recordedScreens, type RecordedScreen } from '../../../support/recorded-screens.js'
import { parseStyledRows, type StyledRow } from '../../../../domain/terminal/styled-row.js'

/**
 * Activity of the recorded states; `null` for a line of the shell mode and for screens of other programs. `retry`: the service refuses
 * requests; `unsure`: the CLI asks although a hook has allowed the call. Dialogs that a person opens (`overlay`) are judged apart.
 */
const SHOWN = {
  ready: 'ready',
  error: 'ready',
  busy: 'busy',
  permission: 'asking',
  change: 'asking',
  mcp: 'asking',
  question: 'asking',
  plan: 'asking',
  form: 'asking',
  trust: 'asking',
  retry: 'busy',
  unsure: 'asking',
  shell: null,
  other: null,
} as const satisfies Record<string, ScreenReading | null>

/** States that were not recorded of older versions. */
const NEW = ['retry', 'unsure', 'shell']

const CLIS = [
  {
    file: 'claude-code-measured',
    name: 'Claude Code 2.1.197',
    read: readClaudeCode,
    readRetry: readClaudeCodeRetry,
    lacks: ['unsure'],
  },
  {
    file: 'claude-code-newest',
    name: 'Claude Code 2.1.332',
    read: readClaudeCode,
    readRetry: readClaudeCodeRetry,
    lacks: [],
  },
  {
    file: 'codex-measured',
    name: 'Codex 0.171.0',
    read: readCodex,
    readRetry: readCodexRetry,
    lacks: ['change', 'mcp', 'form', 'unsure', 'shell'],
  },
  {
    file: 'codex-0.169.0',
    name: 'Codex 0.169.0',
    read: readCodex,
    readRetry: readCodexRetry,
    lacks: ['change', 'mcp', 'form', ...NEW],
  },
  {
    file: 'opencode-1.18.20',
    name: 'opencode 1.18.20',
    read: readOpencode,
    readRetry: readOpencodeRetry,
    lacks: ['change', 'mcp', 'form', 'plan', 'trust', ...NEW],
  },
  {
    file: 'opencode-measured',
    name: 'opencode 1.18.33',
    read: readOpencode,
    readRetry: readOpencodeRetry,
    lacks: ['change', 'mcp', 'form', 'plan', 'trust', 'unsure', 'shell'],
  },
]

type Recorded = RecordedScreen & { readonly state: keyof typeof SHOWN }

/** Typed by `scripts/record-screens.mjs`. */
const DRAFT = 'a draft of the person'
const AT_LEAST = 40
const PRECISION = 0.98
/** Share of the screens of a state that are recognised; some were taken while the program drew them again. */
const RECALL = 0.85

const recorded = (file: string): ReadonlyArray<Recorded> => recordedScreens(file) as ReadonlyArray<Recorded>

for (const { file, name, read, readRetry, lacks } of CLIS)
  describe(`recorded screens of ${name}`, () => {
    const all = recordedScreens(file).map((one) => ({ ...one, reading: read(one.rows) }))
    const screens = all.filter(
      (one): one is Recorded & { readonly reading: ScreenReading | null } => one.state in SHOWN,
    )
    const those = (state: string) => screens.filter((one) => one.state === state)
    const wrong = (one: (typeof screens)[number]) => one.reading !== SHOWN[one.state]
    const described = (found: typeof all) =>
      found.map(({ state, columns, reading }) => `${state} at ${String(columns)} columns read as ${String(reading)}`)

    for (const state of Object.keys(SHOWN).filter((one) => !lacks.includes(one)))
      it(`of the state ${state} are recognised`, () => {
        const found = those(state)
        expect(found).to.have.length.at.least(AT_LEAST)
        const right = found.filter((one) => !wrong(one)).length
        expect(right / found.length, described(found.filter(wrong)).join('\n')).to.be.at.least(RECALL)
      })

    if (!lacks.includes('retry'))
      it('show the attempts of a retry', () => {
        const attempts = those('retry').flatMap(({ rows }) => readRetry(rows, 0)?.attempt ?? [])
        expect(attempts.length / those('retry').length).to.be.at.least(RECALL)
        for (const attempt of attempts) expect(attempt).to.be.within(1, 10)
        expect(
          described(screens.filter(({ state, rows }) => state !== 'retry' && readRetry(rows, 0) !== null)),
        ).to.deep.equal([])
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
      const overlays = all.filter(({ state }) => state === 'overlay')
      const taken = [...asking, ...overlays, ...those('shell')]
      expect(described(taken.filter(({ reading }) => reading === 'ready' || reading === 'busy'))).to.deep.equal([])
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
