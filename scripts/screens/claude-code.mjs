// Scenes of Claude Code. Versions: measured, newest.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/run.mjs'
import { pause, TEXTS } from '../lib/screen-recorder.mjs'

const support = (file) => import(join(root, 'dist', 'test', 'support', file))

const ASKED = (text, multiSelect) => ({
  questions: [
    {
      ...{ question: `${text}?`, header: 'Choice', multiSelect },
      options: ['Red', 'Blue', text.slice(0, 40)].map((label) => ({ label, description: `${label} it is` })),
    },
  ],
})

/** Calls whose dialogs tests compare with their screens. */
const CALLS = JSON.parse(readFileSync(join(root, 'test', 'fixtures', 'screens', 'claude-code-calls.json'), 'utf8'))

const READY = /for agents|bypass permissions on|plan mode on|\? for shortcuts/

export async function open({ version, base, recorder }) {
  const { messagesApi } = await support('messages-api.js')
  const { acquaint, agentBin, claudeEnvironment } = await support('claude-code.js')
  const { press, shows, ask, end, record, recordOthers } = recorder
  const api = await messagesApi()
  const bin = await agentBin(version)
  /** By its path: a shell of the person may set its own PATH. */
  const CLAUDE = join(bin, 'claude')

  let folders = 0
  /** Starts it in a new home and folder, which is trusted unless the screen is the question about that. */
  async function start(command, { theme = 'dark', isTrusted = true, settings = {} } = {}) {
    folders += 1
    const home = join(base, String(folders))
    const folder = join(home, 'work', 'shop')
    mkdirSync(folder, { recursive: true })
    await acquaint(home, ...(isTrusted ? [folder] : []))
    const file = join(home, '.claude.json')
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), theme }))
    const own = join(home, '.claude', 'settings.json')
    writeFileSync(own, JSON.stringify({ ...JSON.parse(readFileSync(own, 'utf8')), ...settings }))
    await recorder.start(command, folder, { ...claudeEnvironment(bin, api.url), HOME: home })
    return folder
  }

  /** One session per text: its theme alternates. */
  async function each(command, scene, settings = () => ({})) {
    for (const [index, text] of TEXTS.entries()) {
      const folder = await start(command, { theme: index % 2 === 0 ? 'dark' : 'light', settings: settings(index) })
      await shows(index % 2 === 1 && settings(index).statusLine ? /a status line/ : READY)
      await scene(text, folder, index)
      await end()
    }
  }

  const scenes = {
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
    /** Changes of files that it has read. */
    change: async () => {
      const folder = await start(`${CLAUDE} --permission-mode default`)
      await shows(READY)
      for (const [file, text] of Object.entries(CALLS.files)) {
        writeFileSync(join(folder, file), text)
        await ask(`call: Read ${JSON.stringify({ file_path: join(folder, file) })}`)
        await pause(2_000)
        await shows(READY)
      }
      for (const { tool, file, input } of CALLS.changes) {
        const path = { [tool === 'NotebookEdit' ? 'notebook_path' : 'file_path']: join(folder, file) }
        await ask(`call: ${tool} ${JSON.stringify({ ...path, ...input })}`)
        await shows(/❯ 1\. Yes/)
        await record('change')
        await press('Escape')
        await shows(READY)
      }
      await end()
    },
    mcp: async () => {
      const server = join(root, 'test', 'fixtures', 'mcp', 'asking-server.mjs')
      const config = join(base, 'note-servers.json')
      const command = { command: process.execPath, args: [server] }
      writeFileSync(config, JSON.stringify({ mcpServers: { 'shop-notes': command } }))
      await start(`${CLAUDE} --mcp-config ${config} --strict-mcp-config --permission-mode default`)
      await shows(READY)
      await pause(3_000)
      for (const input of CALLS.notes) {
        await ask(`call: mcp__shop-notes__write_note ${JSON.stringify(input)}`)
        await shows(/❯ 1\. Yes/)
        await record('mcp')
        await press('Escape')
        await shows(READY)
      }
      await end()
    },
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
    /** A status line of the person takes the place of "esc to interrupt". */
    retry: () =>
      each(
        `${CLAUDE} --permission-mode default`,
        async () => {
          await ask('fail: 529')
          await shows(/retrying in/i)
          await record('retry')
        },
        (index) => (index % 2 === 0 ? {} : { statusLine: { type: 'command', command: 'echo a status line' } }),
      ),
    /** Its own question after the allow of a hook. */
    unsure: () =>
      each(
        `${CLAUDE} --permission-mode default`,
        async (text) => {
          const command = `ls <<E\n\${x-'$(echo)'} ${text}\nE`
          await ask(`call: Bash ${JSON.stringify({ command, description: 'x' })}`)
          await shows(/be sure it read/)
          await record('unsure')
        },
        () => ({
          hooks: {
            PreToolUse: [
              {
                matcher: '*',
                hooks: [
                  {
                    type: 'command',
                    command: `echo '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"allow"}}'`,
                  },
                ],
              },
            ],
          },
        }),
      ),
    /** Dialogs that a person opens. */
    overlay: async () => {
      for (const command of ['/help', '/model', '/status', '/resume']) {
        await start(CLAUDE)
        await shows(READY)
        await ask(command)
        await pause(2_000)
        await record('overlay')
        await end()
      }
    },
    shell: () =>
      each(CLAUDE, async (text) => {
        await press('-l', '!')
        await pause(500)
        await press('-l', `echo ${text}`)
        await pause(500)
        await record('shell')
      }),
    other: () => recordOthers(),
  }
  return { scenes, close: () => api.close() }
}
