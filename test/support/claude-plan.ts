import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import type { Agent, AgentPlace } from './agent-place.js'
import { eventually } from './eventually.js'

const WITHIN_MS = 30_000

/** Transcript of the Claude Code in a session `cc-<name>`. */
export async function transcriptOf(place: AgentPlace, name: string): Promise<string> {
  const projects = join(place.home, '.claude', 'projects')
  const names = await readdir(projects, { recursive: true })
  const own = names.filter((one) => one.includes(`-work-${name}/`) && one.endsWith('.jsonl'))
  return (await Promise.all(own.map((one) => readFile(join(projects, one), 'utf8')))).join('\n')
}

/** Lets an agent in plan mode ask for its plan, which it reads from a file that it is told in its first turn. */
export async function askWithPlan(place: AgentPlace, name: string, agent: Agent, plan: string): Promise<void> {
  await agent.ask('answer: told')
  await agent.shows('● told')
  let file = ''
  await eventually(async () => {
    file = /\/[^\s"\\]+\/plans\/[^\s"\\]+\.md/.exec(await transcriptOf(place, name))?.[0] ?? ''
    expect(file).not.to.equal('')
  }, WITHIN_MS)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, plan)
  await agent.ask('call: ExitPlanMode {"plan":""}')
}
