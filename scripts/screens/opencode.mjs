// Scenes of opencode. Versions: measured, or a number, which npm fetches.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binOf } from '../lib/cli-of-version.mjs'
import { root } from '../lib/run.mjs'
import { pause, TEXTS } from '../lib/screen-recorder.mjs'

const ASKED = (text, multiple) => ({
  questions: [
    {
      ...{ question: `${text}?`, header: 'Colour', multiple },
      options: ['Red', 'Blue'].map((label) => ({ label, description: `${label} it is` })),
    },
  ],
})

export async function open({ version, base, recorder }) {
  const { completionsApi } = await import(join(root, 'dist', 'test', 'support', 'completions-api.js'))
  const { press, shows, hides, ask, end, record, recordOthers } = recorder
  const inputs = {}
  const api = await completionsApi(inputs)
  const OPENCODE = join(await binOf({ version, cli: 'opencode', npmPackage: 'opencode-ai', base }), 'opencode')

  let folders = 0
  async function start(permission, theme) {
    folders += 1
    const home = join(base, String(folders))
    const [config, folder] = [join(home, '.config', 'opencode'), join(home, 'work', 'shop')]
    mkdirSync(folder, { recursive: true })
    mkdirSync(config, { recursive: true })
    const model = { name: 'One', limit: { context: 100_000, output: 8_000 } }
    const options = { baseURL: api.url, apiKey: 'key-of-nobody' }
    writeFileSync(
      join(config, 'opencode.json'),
      JSON.stringify({
        ...{ autoupdate: false, share: 'disabled', model: 'here/one', small_model: 'here/one' },
        enabled_providers: ['here'],
        permission: { bash: permission, edit: permission },
        provider: { here: { npm: '@ai-sdk/openai-compatible', name: 'Here', options, models: { one: model } } },
      }),
    )
    writeFileSync(join(config, 'tui.json'), JSON.stringify({ theme }))
    await recorder.start(OPENCODE, folder, {
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, '.local', 'share'),
      XDG_STATE_HOME: join(home, '.local', 'state'),
      XDG_CACHE_HOME: join(home, '.cache'),
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_offline: 'true',
    })
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
    other: () => recordOthers(),
  }
  return { scenes, close: () => api.close() }
}
