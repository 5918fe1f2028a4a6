import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readDialog } from '../../../../../adapters/outbound/agents/claude-code/dialog.js'
import { isDialogOf } from '../../../../../domain/approvals/agent-dialog.js'
import type { JsonObject } from '../../../../../domain/approvals/canonical-json.js'
import { changedFile } from '../../../../../domain/approvals/dialog-file.js'
import { recordedScreens, type RecordedScreen } from '../../../../support/recorded-screens.js'
import { aToolCall } from '../../../../support/rulings.js'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

interface Change {
  readonly tool: string
  readonly file: string
  readonly input: JsonObject
}

/** Calls whose dialogs are on the recorded screens, in their order. */
const { files, changes, notes } = JSON.parse(
  readFileSync(resolve('test/fixtures/screens/claude-code-calls.json'), 'utf8'),
) as {
  readonly files: Readonly<Record<string, string>>
  readonly changes: ReadonlyArray<Change>
  readonly notes: ReadonlyArray<JsonObject>
}

/** Screens of each call. */
const grouped = (screens: ReadonlyArray<RecordedScreen>, count: number): ReadonlyArray<ReadonlyArray<RecordedScreen>> =>
  Array.from({ length: count }, (_, at) => {
    const each = screens.length / count
    return screens.slice(at * each, (at + 1) * each)
  })

/** Screens without a wrapped line, in which the number of blanks could not be told. */
const wide = (screens: ReadonlyArray<RecordedScreen> = []): ReadonlyArray<RecordedScreen> =>
  screens.filter(({ columns }) => columns >= 100)

for (const version of ['claude-code-measured', 'claude-code-newest']) {
  const screens = recordedScreens(version)
  const cwdOf = (state: string): string =>
    /\/home\/dev\/(\d+)\//.exec(JSON.stringify(screens.filter((one) => one.state === state)))?.[0] ?? '/'

  describe(`dialogs of Claude Code that ask to change a file: ${version}`, () => {
    const shown = grouped(
      screens.filter(({ state }) => state === 'change'),
      changes.length,
    )
    const cwd = `${cwdOf('change')}work/shop`
    const callOf = ({ tool, file, input }: Change) => {
      const path = { [tool === 'NotebookEdit' ? 'notebook_path' : 'file_path']: `${cwd}/${file}` }
      return aToolCall({ tool, input: { ...path, ...input }, cwd })
    }
    const isShown = (rows: ReadonlyArray<string>, change: Change, text = files[change.file] ?? null): boolean => {
      const dialog = readDialog(rows)
      return dialog !== null && isDialogOf(dialog, callOf(change), text)
    }
    const widthsOf = (change: Change, among: ReadonlyArray<RecordedScreen>, text?: string) =>
      among.filter(({ rows }) => isShown(rows, change, text)).map(({ columns }) => columns)

    for (const [at, change] of changes.entries()) {
      const name = `${change.tool} ${change.file} ${String(at)}`
      it(`show exactly their call: ${name}`, () => {
        expect(widthsOf(change, shown[at] ?? [])).to.include.members([64, 120, 160, 200])
        const others = shown.flatMap((each, other) => (other === at ? [] : each))
        expect(widthsOf(change, others)).to.deep.equal([])
        const keys = (shown[at] ?? []).filter(({ rows }) => isShown(rows, change)).map(({ rows }) => readDialog(rows))
        expect(new Set(keys.map((dialog) => `${String(dialog?.allowKey)} ${String(dialog?.denyKey)}`))).to.deep.equal(
          new Set(['1 3']),
        )
      })

      it(`show no other file, text or part: ${name}`, () => {
        const { input, file } = change
        const source = textOf(Object.values(input).at(-1))
        const others: ReadonlyArray<Change> = [
          { ...change, file: `other-${file}` },
          { ...change, input: { ...input, more: true } },
          ...Object.entries(input)
            .filter(([key, value]) => typeof value === 'string' && (key !== 'new_source' || source !== ''))
            .map(([key, value]) => ({ ...change, input: { ...input, [key]: `${textOf(value)}.` } })),
        ]
        for (const other of others)
          expect(widthsOf(other, shown[at] ?? [], files[file]), JSON.stringify(other.input)).to.deep.equal([])
      })
    }

    it('show no change of a file that is another one by now', () => {
      const [edit] = changes
      if (edit === undefined) throw new Error('no change')
      const text = files[edit.file] ?? ''
      for (const now of [text.replace('line 3\n', 'line three\n'), `new\n${text}`, text.replace('line 4\n', ''), ''])
        expect(widthsOf(edit, shown[0] ?? [], now)).to.deep.equal([])
      // A change that the dialog leaves out of sight.
      const overwritten = changes.findIndex(({ tool }) => tool === 'Write')
      const write = changes[overwritten]
      if (write === undefined) throw new Error('no change')
      const far = { ...write, input: { content: textOf(write.input['content']).replace('line 20', 'line twenty') } }
      expect(widthsOf(far, shown[overwritten] ?? [])).to.deep.equal([])
    })

    it('are left to the terminal outside of the folder, and where parts of the input are unknown', () => {
      const edit = { file_path: `${cwd}/a`, old_string: 'a', new_string: 'b' }
      const files = [
        { ...edit, file_path: '/etc/a' },
        { ...edit, old_string: '' },
        { ...edit, replace_all: 1 },
        { file_path: edit.file_path, old_string: 'a' },
      ].map((input) => changedFile({ tool: 'Edit', input, cwd }))
      expect(files).to.deep.equal([null, null, null, null])
      expect(changedFile({ tool: 'Edit', input: edit, cwd: null })).to.equal(null)
      expect(changedFile({ tool: 'Edit', input: edit, cwd })).to.equal(`${cwd}/a`)
    })
  })

  describe(`dialogs of Claude Code that ask to call a tool of an MCP server: ${version}`, () => {
    const shown = grouped(
      screens.filter(({ state }) => state === 'mcp'),
      notes.length,
    )
    const widthsOf = (input: JsonObject, among: ReadonlyArray<RecordedScreen>, tool = 'mcp__shop-notes__write_note') =>
      among
        .filter(({ rows }) => {
          const dialog = readDialog(rows)
          return dialog !== null && isDialogOf(dialog, aToolCall({ tool, input }))
        })
        .map(({ columns }) => columns)

    for (const [at, note] of notes.entries())
      it(`show exactly their call: ${String(at)}`, () => {
        const own = shown[at] ?? []
        expect(widthsOf(note, own)).to.include.members([64, 120, 160, 200])
        expect(
          widthsOf(
            note,
            shown.flatMap((each, other) => (other === at ? [] : each)),
          ),
        ).to.deep.equal([])
        for (const tool of ['mcp__shop-notes__write', 'mcp__shop__write_note', 'mcp__notes__write_note', 'write_note'])
          expect(widthsOf(note, own, tool)).to.deep.equal([])
        const [key = '', value] = Object.entries(note)[0] ?? []
        const { [key]: _, ...less } = note
        const texts = [
          `${textOf(value)}.`,
          `.${textOf(value)}`,
          textOf(value).slice(1),
          textOf(value).replace('e', 'e '),
        ]
        const given = texts.filter((text) => text !== value).map((text) => ({ ...note, [key]: text }))
        for (const other of [less, { ...note, more: 1 }, { ...note, [key]: 1 }, ...given])
          expect(widthsOf(other, wide(own)), JSON.stringify(other)).to.deep.equal([])
      })

    it('show nested values to the last sign', () => {
      const [, note = {}] = notes
      const place = note['place'] as JsonObject
      for (const other of [
        { ...place, title: 'a  "quoted"  title' },
        { ...place, of: [{ at: 1 }] },
        { ...place, of: [{ at: 12 }, {}] },
        { ...place, page: null },
      ])
        expect(widthsOf({ ...note, place: other }, wide(shown[1])), JSON.stringify(other)).to.deep.equal([])
    })
  })
}
