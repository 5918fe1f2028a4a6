import { readDialog } from '../../../../../adapters/outbound/agents/claude-code/dialog.js'
import { isAtPage, isDialogOf, stepsOf } from '../../../../../domain/approvals/agent-dialog.js'
import type { JsonObject } from '../../../../../domain/approvals/canonical-json.js'
import { dialogScreen } from '../../../../support/claude-screens.js'
import { recordedScreen, recordedScreens } from '../../../../support/recorded-screens.js'
import { aToolCall } from '../../../../support/rulings.js'

const VERSIONS = ['claude-code-measured', 'claude-code-newest'] as const
const SHORT = 'one short line'
const JAPANESE = '検索結果を五十ミリ秒以内に表示し、テストをすべて実行してください'

const option = (label: string): JsonObject => ({ label, description: `${label} it is` })
const asked = (text: string, more: JsonObject = {}): JsonObject => ({
  questions: [
    {
      question: `${text}?`,
      header: 'Choice',
      multiSelect: false,
      options: [option('Red'), option('Blue'), option(text)],
      ...more,
    },
  ],
})
const aQuestion = (input: JsonObject) => aToolCall({ tool: 'AskUserQuestion', input })
const shows = (rows: ReadonlyArray<string>, input: JsonObject): boolean => {
  const dialog = readDialog(rows)
  return dialog !== null && isDialogOf(dialog, aQuestion(input))
}
const changed = (rows: ReadonlyArray<string>, from: string, to: string) => rows.map((row) => row.replace(from, to))

for (const file of VERSIONS)
  describe(`the dialog of Claude Code with a question: ${file}`, () => {
    const rows = recordedScreen(file, 'question', 80)
    const key = (answer: string | null) => {
      const dialog = readDialog(rows)
      const call = aQuestion(asked(SHORT))
      return dialog === null
        ? 'none'
        : stepsOf(
            dialog,
            call,
            answer === null
              ? { allow: false, reason: null }
              : { allow: true, remember: false, edited: { ...call.input, answers: { [`${SHORT}?`]: answer } } },
          )?.map((step) => ('key' in step ? step.key : step.words))
    }

    it('shows exactly its call at every width', () => {
      const own = recordedScreens(file).filter(({ rows: of }) => shows(of, asked(SHORT)) || shows(of, asked(JAPANESE)))
      expect([...new Set(own.map(({ state }) => state))]).to.deep.equal(['question'])
      expect([...new Set(own.map(({ columns }) => columns))]).to.include.members([44, 56, 64, 80, 100, 120, 160, 200])
      const others: ReadonlyArray<JsonObject> = [
        asked('one short lin'),
        asked(SHORT, { header: 'Other' }),
        asked(SHORT, { multiSelect: true }),
        asked(SHORT, { options: [option('Blue'), option('Red'), option(SHORT)] }),
        asked(SHORT, { options: [option('Red'), option('Blue')] }),
        asked(SHORT, { options: [{ ...option('Red'), preview: 'x' }, option('Blue'), option(SHORT)] }),
        { ...asked(SHORT), more: true },
        { questions: [] },
      ]
      expect(others.map((other) => shows(rows, other))).to.not.include(true)
    })

    it('takes the number of an option or of the field with own words, and that of the choice that declines', () => {
      expect(['Red', 'Blue', SHORT, null, 'my own'].map(key)).to.deep.equal([
        ['1'],
        ['2'],
        ['3'],
        ['5'],
        ['4', 'my own', 'Enter'],
      ])
    })

    it('is read with nothing typed in its field, below all that the agent prints', () => {
      for (const [from, to] of [
        ['4. Type something.', '4. green'],
        ['5. Chat about this', '6. Chat about this'],
        ['5. Chat about this', '5. Send'],
        ['Enter to select', 'Enter to go on'],
        ['☐ Choice', '☒ Choice'],
      ] as const)
        expect(shows(changed(rows, from, to), asked(SHORT)), from).to.equal(false)
      expect(readDialog([...rows, '$ cat dialog.txt'])).to.equal(null)
    })

    it('is the same one wherever its cursor is, and takes no digits while that is in its field', () => {
      const moved = (to: string) => changed(changed(rows, '❯ 1. Red', '  1. Red'), `  ${to}`, `❯ ${to}`)
      expect(readDialog(moved('2. Blue'))?.drawn).to.equal(readDialog(rows)?.drawn)
      expect(['2. Blue', '4. Type', '5. Chat'].map((to) => shows(moved(to), asked(SHORT)))).to.deep.equal([
        true,
        false,
        false,
      ])
    })
  })

const HUE: JsonObject = {
  ...{ question: 'Which hue?', header: 'Hue', multiSelect: false },
  options: [
    { label: 'Red', description: 'r' },
    { label: 'Blue', description: 'b' },
  ],
}
const PARTS: JsonObject = {
  ...{ question: 'Which parts?', header: 'Parts', multiSelect: true },
  options: [
    { label: 'Door', description: 'd' },
    { label: 'Roof', description: 'f' },
    { label: 'Wall', description: 'w' },
  ],
}

for (const version of ['2.1.197', '2.1.332'])
  describe(`several questions of Claude Code ${version}`, () => {
    const call = aQuestion({ questions: [HUE, PARTS] })
    const dialogs = ['words', 'marked', 'review'].map((page) => readDialog(dialogScreen(`${version}-question-${page}`)))
    const steps = (answers: JsonObject) =>
      dialogs[0] === null || dialogs[0] === undefined
        ? null
        : stepsOf(dialogs[0], call, { allow: true, remember: false, edited: { ...call.input, answers } })
    /** Positions of the steps that each recorded page is for. */
    const places = (answers: JsonObject) =>
      dialogs.map((dialog) => steps(answers)?.findIndex((step) => dialog !== null && isAtPage(dialog, [], step)))

    it('are answered page by page, up to the page with exactly these answers', () => {
      const given = steps({ 'Which hue?': '1 very green', 'Which parts?': 'Wall, Door' })
      expect(given?.map((step) => ('key' in step ? step.key : step.words))).to.deep.equal([
        ...['3', '1 very green', 'Enter'],
        ...['1', '3', 'Right', '1'],
      ])
      expect(places({ 'Which hue?': '1 very green', 'Which parts?': 'Wall, Door' })).to.deep.equal([2, 5, 6])
      expect(places({ 'Which hue?': '1 very red', 'Which parts?': 'Door, Wall' })).to.deep.equal([-1, 5, -1])
      expect(places({ 'Which hue?': 'Red', 'Which parts?': 'Door' })).to.deep.equal([-1, -1, -1])
    })

    it('are not asked on a page that somebody has begun to answer', () => {
      expect(dialogs.map((dialog) => dialog !== null && isDialogOf(dialog, call))).to.deep.equal([false, false, false])
    })

    it('take own words for one answer alone', () => {
      expect(steps({ 'Which hue?': 'Red', 'Which parts?': 'Door, Porch' })).to.equal(null)
    })
  })

it('questions with several answers are found on recorded screens', () => {
  const text = 'Prüfe die Größe der Straßenkarte und übermittle sie an die Zuständigen im Rathaus'
  const options = [option('Red'), option('Blue'), option(text.slice(0, 40))]
  for (const file of VERSIONS) {
    const own = recordedScreens(file).filter(({ rows }) => shows(rows, asked(text, { multiSelect: true, options })))
    expect([...new Set(own.map(({ columns }) => columns))], file).to.include.members([44, 80, 100, 200])
  }
})
