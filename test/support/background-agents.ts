import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Stands in for Claude Code: lists the files in its folder of jobs, and ends the process that one of them names. */
const program = (bin: string, jobs: string): string => `#!${process.execPath}
const { existsSync, readdirSync, readFileSync, rmSync } = require('node:fs')
const [jobs, broken] = ${JSON.stringify([jobs, join(bin, 'broken')])}
const [command, id] = process.argv.slice(2)
const read = (file) => JSON.parse(readFileSync(jobs + '/' + file, 'utf8'))
if (existsSync(broken)) process.exit(1)
if (command === 'agents') console.log(JSON.stringify(readdirSync(jobs).map(read).sort((a, b) => a.startedAt - b.startedAt)))
if (command === 'attach') {
  console.log('attached to ' + read(id).name)
  setInterval(() => undefined, 1_000)
}
if (command === 'stop') {
  process.kill(read(id).pid)
  rmSync(jobs + '/' + id)
}
`

/** A process whose child outlives it; the id of the child is printed. */
const WITH_CHILD = 'sleep 600 & echo $!; wait'

/** Processes that a stand-in for Claude Code calls its agents in the background. */
export interface BackgroundProcesses {
  readonly start: (id: string, agent: { readonly name: string; readonly folder: string }) => Promise<void>
  /** Changes fields of an entry as the program prints it. */
  readonly change: (id: string, changes: object) => Promise<void>
  /** The process of the agent ends by itself. */
  readonly end: (id: string) => Promise<void>
  /** Gives the agent a child that outlives it. Returns the process id of the child. */
  readonly leaveProcess: (id: string) => Promise<number>
  /** Adds an entry as it is. */
  readonly add: (file: string, entry: unknown) => Promise<void>
  /** Makes the program fail. */
  readonly breakDown: () => Promise<void>
  /** Ends all processes. */
  readonly close: () => Promise<void>
}

/** Writes the stand-in to a folder of programs, and its jobs to the folder of Claude Code's settings. */
export async function backgroundProcesses(bin: string, settings: string): Promise<BackgroundProcesses> {
  const jobs = join(settings, 'jobs')
  await Promise.all([mkdir(jobs, { recursive: true }), mkdir(bin, { recursive: true })])
  await writeFile(join(bin, 'claude'), program(bin, jobs))
  await chmod(join(bin, 'claude'), 0o755)
  const children = new Map<string, ChildProcess>()
  const remaining: number[] = []
  let started = 0

  const add = (file: string, entry: unknown): Promise<void> => writeFile(join(jobs, file), JSON.stringify(entry))
  const change = async (id: string, changes: object): Promise<void> =>
    add(id, { ...(JSON.parse(await readFile(join(jobs, id), 'utf8')) as object), ...changes })
  const kill = async (id: string): Promise<void> => {
    const child = children.get(id)
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  return {
    add,
    change,
    start: async (id, { name, folder: cwd }) => {
      const child = spawn('sleep', ['600'], { stdio: 'ignore' })
      children.set(id, child)
      started += 1
      const times = { startedAt: 1_772_352_000_000 + started }
      const entry = { pid: child.pid, id, cwd, kind: 'background', name, status: 'busy', state: 'working' }
      await add(id, { ...entry, ...times })
    },
    end: async (id) => {
      await kill(id)
      await rm(join(jobs, id))
    },
    leaveProcess: async (id) => {
      await kill(id)
      const child = spawn('sh', ['-c', WITH_CHILD], { stdio: ['ignore', 'pipe', 'ignore'] })
      children.set(id, child)
      const [printed] = (await once(child.stdout, 'data')) as [Buffer]
      const left = Number(printed.toString())
      remaining.push(left)
      await change(id, { pid: child.pid })
      return left
    },
    breakDown: () => writeFile(join(bin, 'broken'), ''),
    close: async () => {
      await Promise.all([...children.keys()].map(kill))
      for (const pid of remaining) process.kill(pid)
    },
  }
}
