import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Settings of opencode in a home, with a stand-in for its service; commands and edits are asked about unless they are allowed. */
export async function writeOpencodeSettings(
  home: string,
  apiUrl: string,
  permission: 'allow' | 'ask' = 'ask',
): Promise<void> {
  const folder = join(home, '.config', 'opencode')
  await mkdir(folder, { recursive: true })
  const model = { name: 'One', limit: { context: 100_000, output: 8_000 } }
  const options = { baseURL: apiUrl, apiKey: 'key-of-nobody' }
  await writeFile(
    join(folder, 'opencode.json'),
    JSON.stringify({
      ...{ autoupdate: false, share: 'disabled', model: 'here/one', small_model: 'here/one' },
      enabled_providers: ['here'],
      permission: { bash: permission, edit: permission },
      provider: { here: { npm: '@ai-sdk/openai-compatible', name: 'Here', options, models: { one: model } } },
    }),
  )
}

/** Environment of a hub whose sessions find opencode, which connects to nothing but its service. */
export const opencodeEnvironment = (home: string, bin: string): Record<string, string> => ({
  PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  XDG_CONFIG_HOME: join(home, '.config'),
  XDG_DATA_HOME: join(home, '.local', 'share'),
  XDG_STATE_HOME: join(home, '.local', 'state'),
  XDG_CACHE_HOME: join(home, '.cache'),
  OPENCODE_DISABLE_AUTOUPDATE: '1',
  OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
  OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
  OPENCODE_DISABLE_MODELS_FETCH: '1',
  // It installs types for plugins from the registry; nothing here needs them.
  npm_config_registry: 'http://127.0.0.1:9/',
  npm_config_offline: 'true',
})
