// Records what a program shows in a terminal at several sizes, by state.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

/** Rows at the end of a screen, without the blank ones below. Readers of most states use 30. */
const ROWS = 60
/** Columns and rows, those of phones among them. */
const SIZES = [
  [44, 40],
  [56, 30],
  [64, 50],
  [80, 24],
  [80, 50],
  [100, 36],
  [120, 40],
  [120, 60],
  [160, 50],
  [200, 60],
]
const SETTLE_MS = 450
const WITHIN_MS = 90_000

/** Texts of prompts, commands and answers. */
export const TEXTS = [
  'one short line',
  'Prüfe die Größe der Straßenkarte und übermittle sie an die Zuständigen im Rathaus',
  '検索結果を五十ミリ秒以内に表示し、テストをすべて実行してください',
  'Проверь все тесты и покажи результат; a long text that goes on and on '.repeat(4).trim(),
]

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const dense = (text) => text.replace(/\s+/g, '')

/** Recorder of one CLI in a session `s` of a private tmux. `base` is the folder that is not named in what is recorded. */
export function screenRecorder({ file, base, tmux }) {
  let records = existsSync(file)
    ? gunzipSync(readFileSync(file))
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : []
  const rows = async () => (await tmux.run('capture-pane', '-p', '-t', 's')).split('\n')
  const press = (...keys) => tmux.run('send-keys', '-t', 's', ...keys)

  async function until(isThere) {
    for (const end = Date.now() + WITHIN_MS; Date.now() < end; await pause(100)) if (isThere(await rows())) return true
    return false
  }

  const recorder = {
    press,
    shows: async (pattern) => {
      if (!(await until((shown) => pattern.test(shown.join('\n')))))
        throw new Error(`${String(pattern)} is not on the screen:\n${(await rows()).join('\n')}`)
    },
    hides: async (pattern) => {
      if (!(await until((shown) => !pattern.test(shown.join('\n')))))
        throw new Error(`${String(pattern)} stays on the screen`)
    },
    /** Types a prompt and Enter. */
    ask: async (text) => {
      await press('-l', text)
      await until((shown) => dense(shown.join('')).includes(dense(text).slice(-20)))
      // An Enter right behind a long text counts as part of a paste.
      await pause(SETTLE_MS)
      await press('Enter')
    },
    /** Starts a command in a folder, with variables in its environment. */
    start: async (command, folder, environment) => {
      const words = Object.entries({ LANG: 'C.UTF-8', TERM: 'screen-256color', ...environment })
      const options = words.flatMap(([name, value]) => ['-e', `${name}=${value}`])
      await tmux.run('new-session', '-d', '-s', 's', '-x', '120', '-y', '50', '-c', folder, ...options, command)
    },
    end: () => tmux.run('kill-session', '-t', 's'),
    /** Records the screen at every size. */
    record: async (state) => {
      for (const [columns, lines] of SIZES) {
        await tmux.run('resize-window', '-t', 's', '-x', String(columns), '-y', String(lines))
        await pause(SETTLE_MS)
        const shown = (await rows()).map((row) => row.trimEnd())
        const kept = shown.slice(0, shown.findLastIndex((row) => row !== '') + 1).slice(-ROWS)
        records.push({ state, columns, rows: kept })
      }
      await tmux.run('resize-window', '-t', 's', '-x', '120', '-y', '50')
      await pause(SETTLE_MS)
    },
    /** Records screens of programs other than the CLI. */
    recordOthers: async (environment = {}) => {
      const page = join(base, 'page.txt')
      writeFileSync(page, Array.from({ length: 200 }, (_, line) => `${line} ${TEXTS[line % TEXTS.length]}`).join('\n'))
      const commands = [
        `less ${page}`,
        'bash --norc',
        `bash --norc -c "head -40 ${page}; exec bash --norc"`,
        'top -d 60',
      ]
      for (const command of commands) {
        await recorder.start(command, base, environment)
        await pause(800)
        await recorder.record('other')
        await recorder.end()
      }
    },
    /** Drops what earlier runs recorded of a state. */
    forget: (state) => {
      records = records.filter((one) => one.state !== state)
    },
    /** Writes all states; the number of screens of one. */
    write: (state) => {
      const lines = records.map((one) => JSON.stringify(one).replaceAll(base, '/home/dev')).join('\n')
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, gzipSync(`${lines}\n`, { level: 9 }))
      return records.filter((one) => one.state === state).length
    },
  }
  return recorder
}
