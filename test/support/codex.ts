import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Agent } from './agent-place.js'

/** Settings of Codex in its home, with a stand-in for its service, and folders that it trusts. */
export async function writeCodexSettings(
  home: string,
  apiUrl: string,
  ...trusted: ReadonlyArray<string>
): Promise<void> {
  await mkdir(home, { recursive: true })
  await writeFile(
    join(home, 'config.toml'),
    [
      '# of the person\nmodel = "gpt-5"\nmodel_provider = "here"\ncheck_for_update_on_startup = false',
      `[model_providers.here]\nname = "here"\nbase_url = "${apiUrl}"\nenv_key = "KEY_OF_NOBODY"\nwire_api = "responses"`,
      'request_max_retries = 0\nstream_max_retries = 0',
      ...trusted.map((folder) => `[projects."${folder}"]\ntrust_level = "trusted"\n`),
    ].join('\n'),
  )
}

/** Environment of a hub whose sessions find Codex, which connects to nothing but its service. */
export const codexEnvironment = (home: string, bin: string): Record<string, string> => ({
  PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  CODEX_HOME: home,
  KEY_OF_NOBODY: 'key-of-nobody',
})

/** Answers the dialog about hooks that are new to Codex. */
export async function trustHooks(agent: Agent): Promise<void> {
  const isDue = (screen: string): boolean =>
    screen.includes('Trust all and continue') && !screen.includes('› 2. Trust all')
  await agent.shows('Trust all and continue')
  await agent.pressUntil('2', isDue, (screen) => {
    expect(screen).to.contain('› 2. Trust all')
  })
  await agent.press('Enter')
  await agent.shows('Ask Codex to do anything')
}
