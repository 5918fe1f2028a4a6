// Scenes of opencode. Versions: measured, or a number, which npm fetches.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binOf } from '../lib/cli-of-version.mjs'
import { root } from '../lib/run.mjs'
import { pause, TEXTS } from '../lib/screen-recorder.mjs'

const support = (file) => import(join(root, 'dist', 'test', 'support', file))

const ASKED = (text, multiple) => ({
  questions: [
    {
      ...{ question: `${text}?`, header: 'Colour', multiple },
      options: ['Red', 'Blue'].map((label) => ({ label, description: `${label} it is` })),
    },
  ],
})

export async function open({ version, base, recorder }) {
  const { completionsApi } = await support('completions-api.js')
  const { opencodeEnvironment, writeOpencodeSettings } = await support('opencode.js')
  const { press, shows, hides, ask, end, record, recordOthers } = recorder
  const inputs = {}
  const api = await completionsApi(inputs)
  const bin = await binOf({ version, cli: 'opencode', npmPackage: 'opencode-ai', base })

  let folders = 0
  async function start(permission, theme) {
    folders += 1
    const home = join(base, String(folders))
    const folder = join(home, 'work', 'shop')
    mkdirSync(folder, { recursive: true })
    await writeOpencodeSettings(home, api.url, permission)
    writeFileSync(join(home, '.config', 'opencode', 'tui.json'), JSON.stringify({ theme }))
    await recorder.start(join(bin, 'opencode'), folder, { ...opencodeEnvironment(home, bin), HOME: home })
    await shows(/Ask anything/)
    await pause(1_000)
  }

  async function each(permission, scene) {
    for (const [index, text] of TEXTS.entries()) {
      await start(permission, index % 2 === 0 ? 'opencode' : 'github')
      await scene(text, index)
      await end()
    }
  }

  const scenes = {
    ready: () =>
      each('allow', async (text, index) => {
        if (index > 0) {
          await ask(`run: echo '${text}'`)
          await shows(/▣/)
          await hides(/esc interrupt/)
        }
        if (index === 2) await press('-l', 'a draft of the person')
        await record('ready')
      }),
    busy: () =>
      each('allow', async (text) => {
        await ask(`run: echo '${text}'; sleep 60`)
        await shows(/interrupt/)
        await record('busy')
      }),
    permission: () =>
      each('ask', async (text) => {
        await ask(`run: touch made-here; echo '${text}'`)
        await shows(/Permission required/)
        await pause(500)
        await record('permission')
      }),
    question: () =>
      each('allow', async (text, index) => {
        inputs.question = ASKED(text, index % 2 === 1)
        await ask('use: question')
        await shows(/1\. (\[ \] )?Red/)
        await pause(500)
        await record('question')
      }),
    error: () =>
      each('allow', async () => {
        await ask('fail: 401')
        await shows(/made up/)
        await pause(1_000)
        await record('error')
      }),
    retry: () =>
      each('allow', async () => {
        await ask('fail: 529')
        await shows(/retrying/)
        await record('retry')
      }),
    overlay: async () => {
      for (const [index, command] of ['/help', '/models', '/sessions', '/themes'].entries()) {
        await start('allow', index % 2 === 0 ? 'opencode' : 'github')
        // At the prompt of a conversation, which is at the bottom.
        await ask('hello')
        await shows(/▣/)
        await ask(command)
        await pause(1_500)
        await record('overlay')
        await end()
      }
    },
    other: () => recordOthers(),
  }
  return { scenes, close: () => api.close() }
}
