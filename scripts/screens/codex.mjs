// Scenes of Codex. Versions: measured, or a number, which npm fetches.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binOf } from '../lib/cli-of-version.mjs'
import { root } from '../lib/run.mjs'
import { pause, TEXTS } from '../lib/screen-recorder.mjs'

const ASKED = (text) => ({
  questions: [
    {
      ...{ id: 'colour', header: 'Colour', question: `${text}?` },
      options: ['Red', 'Blue'].map((label) => ({ label, description: `${label} it is` })),
    },
  ],
})

const READY = /Ask Codex to do anything|\? for shortcuts|context left/

export async function open({ version, base, recorder }) {
  const { responsesApi } = await import(join(root, 'dist', 'test', 'support', 'responses-api.js'))
  const { press, shows, hides, ask, end, record, recordOthers } = recorder
  const inputs = {}
  const api = await responsesApi(inputs)
  const CODEX = join(await binOf({ version, cli: 'codex', npmPackage: '@openai/codex', base }), 'codex')

  let folders = 0
  async function start(flags, { hooks, retries = 0 } = {}) {
    folders += 1
    const home = join(base, String(folders))
    const [settings, folder] = [join(home, '.codex'), join(home, 'work', 'shop')]
    mkdirSync(folder, { recursive: true })
    mkdirSync(settings, { recursive: true })
    writeFileSync(
      join(settings, 'config.toml'),
      [
        'model = "gpt-5"\nmodel_provider = "here"\ncheck_for_update_on_startup = false',
        `[model_providers.here]\nname = "here"\nbase_url = "${api.url}"\nenv_key = "KEY_OF_NOBODY"\nwire_api = "responses"`,
        `request_max_retries = 0\nstream_max_retries = ${retries}`,
        `[projects."${folder}"]\ntrust_level = "trusted"\n`,
      ].join('\n'),
    )
    if (hooks !== undefined) writeFileSync(join(settings, 'hooks.json'), JSON.stringify({ hooks }))
    await recorder.start(`${CODEX} ${flags}`, folder, {
      HOME: home,
      CODEX_HOME: settings,
      KEY_OF_NOBODY: 'key-of-nobody',
    })
    return folder
  }

  async function each(flags, scene) {
    for (const [index, text] of TEXTS.entries()) {
      await start(flags)
      await shows(READY)
      await scene(text, index)
      await end()
    }
  }
  /** Before that, it keeps commands for later. */
  const started = async () => {
    await shows(READY)
    await hides(/Waiting for startup/)
    await pause(5_000)
  }
  const FREE = '--dangerously-bypass-approvals-and-sandbox'

  const scenes = {
    ready: () =>
      each(FREE, async (text, index) => {
        if (index > 0) {
          await ask(`run: echo '${text}'`)
          await shows(/All done\./)
          await pause(500)
        }
        if (index === 2) await press('-l', 'a draft of the person')
        await record('ready')
      }),
    busy: () =>
      each(FREE, async (text) => {
        await ask(`stay: on ${text}`)
        await shows(/Working/)
        await pause(1_500)
        await record('busy')
      }),
    permission: () =>
      each('-a on-request -s read-only', async (text) => {
        await ask(`run: touch made-here; echo '${text}'`)
        await shows(/› 1\. Yes/)
        await record('permission')
      }),
    question: () =>
      each('-a on-request', async (text) => {
        inputs.request_user_input = ASKED(text)
        await ask('hello')
        await shows(/All done/)
        await pause(1_000)
        await press('BTab')
        await shows(/Plan mode/i)
        await ask('use: request_user_input')
        await shows(/› 1\. Red/)
        await record('question')
      }),
    plan: () =>
      each('-a on-request', async (text) => {
        await ask('hello')
        await shows(/All done/)
        await pause(1_000)
        await press('BTab')
        await shows(/Plan mode/i)
        await ask(`propose: ${text}`)
        await shows(/Implement this plan/)
        await record('plan')
      }),
    trust: async () => {
      for (let round = 0; round < TEXTS.length; round += 1) {
        await start('', { hooks: { Stop: [{ hooks: [{ type: 'command', command: 'true' }] }] } })
        await shows(/Trust all and continue/)
        await pause(500)
        await record('trust')
        await end()
      }
    },
    error: () =>
      each(FREE, async () => {
        await ask('fail: 400')
        await shows(/refused/)
        await pause(500)
        await record('error')
      }),
    retry: async () => {
      for (let round = 0; round < TEXTS.length; round += 1) {
        await start(FREE, { retries: 9 })
        await shows(READY)
        await ask('fail: 500')
        await shows(/Reconnecting/)
        await record('retry')
        await end()
      }
    },
    overlay: async () => {
      for (const command of ['/model', '/permissions', '/diff', '/resume']) {
        await start(FREE)
        await started()
        await ask(command)
        await pause(2_000)
        await record('overlay')
        await end()
      }
    },
    shell: () =>
      each(FREE, async (text) => {
        await started()
        await press('-l', '!')
        await pause(500)
        await press('-l', `echo ${text}`)
        await shows(/! ?echo/)
        await record('shell')
      }),
    other: () => recordOthers(),
  }
  /** Codex leaves a server and its updater behind, which write their process ids into the settings' folder. */
  function endDaemons() {
    for (let folder = 1; folder <= folders; folder += 1)
      for (const name of ['daemon-updater.pid', 'daemon.pid']) {
        const file = join(base, String(folder), '.codex', 'app-server-daemon', name)
        if (existsSync(file)) process.kill(JSON.parse(readFileSync(file, 'utf8')).pid, 'SIGKILL')
      }
  }
  return {
    scenes,
    close: () => {
      api.close()
      endDaemons()
    },
  }
}
