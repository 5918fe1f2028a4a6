// `node scripts/record-screens.mjs measured|newest [state…]` drives the real Claude Code on a stand-in for its service and records its
// screens by state into test/fixtures/screens. Needs a built test support (`node scripts/build.mjs server`).
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { root } from './lib/run.mjs'

const support = (file) => import(join(root, 'dist', 'test', 'support', file))
const { messagesApi } = await support('messages-api.js')
const { acquaint, agentBin, claudeEnvironment } = await support('claude-code.js')
const { privateTmux } = await support('private-tmux.js')

const [version = 'measured', ...wanted] = process.argv.slice(2)
const FILE = join(root, 'test', 'fixtures', 'screens', `claude-code-${version}.jsonl.gz`)
/** Rows that the hub reads, without the blank ones below. */
const ROWS = 30
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
const WITHIN_MS = 25_000
const TEXTS = [
  'one short line',
  'Prüfe die Größe der Straßenkarte und übermittle sie an die Zuständigen im Rathaus',
  '検索結果を五十ミリ秒以内に表示し、テストをすべて実行してください',
  'Проверь все тесты и покажи результат; a long text that goes on and on '.repeat(4).trim(),
]
const ASKED = (text, multiSelect) => ({
  questions: [
    {
      ...{ question: `${text}?`, header: 'Choice', multiSelect },
      options: ['Red', 'Blue', text.slice(0, 40)].map((label) => ({ label, description: `${label} it is` })),
    },
  ],
})

const api = await messagesApi()
const base = mkdtempSync(join(tmpdir(), 'screens-'))
const tmux = privateTmux()
const bin = await agentBin(version)
/** By its path: a shell of the person may set its own PATH. */
const CLAUDE = join(bin, 'claude')
let records = existsSync(FILE)
  ? gunzipSync(readFileSync(FILE))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : []
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const rows = async () => (await tmux.run('capture-pane', '-p', '-t', 's')).split('\n')

async function shows(pattern) {
  for (const until = Date.now() + WITHIN_MS; Date.now() < until; await pause(100))
    if (pattern.test((await rows()).join('\n'))) return
  throw new Error(`${String(pattern)} is not on the screen:\n${(await rows()).join('\n')}`)
}

/** Records the screen at every size. */
async function record(state) {
  for (const [columns, lines] of SIZES) {
    await tmux.run('resize-window', '-t', 's', '-x', String(columns), '-y', String(lines))
    await pause(SETTLE_MS)
    const shown = (await rows()).map((row) => row.trimEnd())
    const kept = shown.slice(0, shown.findLastIndex((row) => row !== '') + 1).slice(-ROWS)
    records.push({ state, columns, rows: kept })
  }
  await tmux.run('resize-window', '-t', 's', '-x', '120', '-y', '50')
  await pause(SETTLE_MS)
}

const press = (...keys) => tmux.run('send-keys', '-t', 's', ...keys)
const dense = (text) => text.replace(/\s+/g, '')

async function ask(text) {
  await press('-l', text)
  for (const until = Date.now() + WITHIN_MS; Date.now() < until; await pause(100))
    if (dense((await rows()).join('')).includes(dense(text).slice(-20))) break
  await press('Enter')
}

let folders = 0
/** Starts a program in a home and a folder of its own, which is trusted unless the screen is the question about that. */
async function start(command, { theme = 'dark', isTrusted = true } = {}) {
  folders += 1
  const home = join(base, String(folders))
  const folder = join(home, 'work', 'shop')
  mkdirSync(folder, { recursive: true })
  await acquaint(home, ...(isTrusted ? [folder] : []))
  const file = join(home, '.claude.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), theme }))
  const environment = Object.entries({
    ...claudeEnvironment(bin, api.url),
    HOME: home,
    LANG: 'C.UTF-8',
    TERM: 'screen-256color',
  })
  const words = environment.flatMap(([name, value]) => ['-e', `${name}=${value}`])
  await tmux.run('new-session', '-d', '-s', 's', '-x', '120', '-y', '50', '-c', folder, ...words, command)
  return folder
}

const end = () => tmux.run('kill-session', '-t', 's')
const READY = /for agents|bypass permissions on|plan mode on|\? for shortcuts/

/** One session per text: its theme alternates. */
async function each(command, scene) {
  for (const [index, text] of TEXTS.entries()) {
    const folder = await start(command, { theme: index % 2 === 0 ? 'dark' : 'light' })
    await shows(READY)
    await scene(text, folder, index)
    await end()
  }
}

const SCENES = {
  ready: () =>
    each(`${CLAUDE} --permission-mode bypassPermissions`, async (text, _, index) => {
      await ask(`run: echo '${text}'`)
      await shows(/All done\./)
      await shows(READY)
      if (index === 2) await press('-l', 'a draft of the person')
      await record('ready')
    }),
  busy: () =>
    each(`${CLAUDE} --permission-mode bypassPermissions`, async (text) => {
      await ask(`run: echo '${text}'; sleep 60`)
      await shows(/…/)
      await pause(1_500)
      await record('busy')
    }),
  permission: () =>
    each(`${CLAUDE} --permission-mode default`, async (text, folder, index) => {
      const write = { file_path: join(folder, 'made.txt'), content: `${text}\n`.repeat(8) }
      await ask(index % 2 === 0 ? `run: touch made-here; echo '${text}'` : `call: Write ${JSON.stringify(write)}`)
      await shows(/❯ 1\. Yes/)
      await record('permission')
    }),
  question: () =>
    each(`${CLAUDE} --permission-mode default`, async (text, _, index) => {
      await ask(`call: AskUserQuestion ${JSON.stringify(ASKED(text, index % 2 === 1))}`)
      await shows(/❯ 1\. /)
      await record('question')
    }),
  plan: () =>
    each(`${CLAUDE} --permission-mode plan`, async (text) => {
      await ask(`call: ExitPlanMode ${JSON.stringify({ plan: `# Plan\\n\\n1. ${text}\\n2. Test it` })}`)
      await shows(/❯ 1\. Yes/)
      await record('plan')
    }),
  form: async () => {
    const server = join(root, 'test', 'fixtures', 'mcp', 'asking-server.mjs')
    const config = join(base, 'servers.json')
    writeFileSync(config, JSON.stringify({ mcpServers: { asking: { command: process.execPath, args: [server] } } }))
    await each(
      `${CLAUDE} --mcp-config ${config} --strict-mcp-config --permission-mode bypassPermissions`,
      async (text) => {
        const properties = { name: { type: 'string', title: text.slice(0, 40) }, sure: { type: 'boolean' } }
        await pause(3_000)
        await ask(
          `call: mcp__asking__ask ${JSON.stringify({ message: text, requestedSchema: { type: 'object', properties } })}`,
        )
        await shows(/requests your input/)
        await record('form')
      },
    )
  },
  trust: async () => {
    for (const theme of ['dark', 'light', 'dark', 'light']) {
      await start(CLAUDE, { theme, isTrusted: false })
      await shows(/Enter to confirm/)
      await record('trust')
      await end()
    }
  },
  error: () =>
    each(`${CLAUDE} --permission-mode default`, async () => {
      await ask('fail: 400')
      await shows(/API Error/)
      await shows(READY)
      await record('error')
    }),
  other: async () => {
    const page = join(base, 'page.txt')
    writeFileSync(page, Array.from({ length: 200 }, (_, line) => `${line} ${TEXTS[line % TEXTS.length]}`).join('\n'))
    for (const command of [
      `less ${page}`,
      'bash --norc',
      `bash --norc -c "head -40 ${page}; exec bash --norc"`,
      'top -d 60',
    ]) {
      await start(command)
      await pause(800)
      await record('other')
      await end()
    }
  },
}

/** Written after every state, with those of earlier runs. */
function write() {
  const lines = records.map((one) => JSON.stringify(one).replaceAll(base, '/home/dev')).join('\n')
  mkdirSync(join(FILE, '..'), { recursive: true })
  writeFileSync(FILE, gzipSync(`${lines}\n`, { level: 9 }))
}

try {
  // Keeps the server alive between two sessions.
  await tmux.run('new-session', '-d', '-s', 'keep', 'sleep 3600')
  for (const [name, scene] of Object.entries(SCENES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    records = records.filter(({ state }) => state !== name)
    await scene()
    write()
    console.log(`${name}: ${records.filter(({ state }) => state === name).length}`)
  }
} finally {
  await tmux.stop()
  api.close()
  rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
