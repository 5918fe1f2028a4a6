/**
 * Names the session that a hook's program speaks for. Settings of a project can empty or replace variables for hooks
 * (`env`), but not the environment that the processes above the hook were started with. It imports nothing of ours.
 */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

export interface Identity {
  readonly token: string
  readonly session: string
}

interface Process {
  readonly parent: number
  readonly name: string
  readonly identity: Identity | null
}

/** Maximum length of the chain from a hook to its terminal. */
const MAX_ANCESTORS = 64

/**
 * The identity that the outermost process below the terminal multiplexer was started with, else that of this process;
 * `null` outside of the hub's sessions. Rejects when this process has none and its ancestors cannot be read.
 */
export async function identity(): Promise<Identity | null> {
  const { PENATES_TOKEN, PENATES_SESSION } = process.env
  const own = identityOf(PENATES_TOKEN, PENATES_SESSION)
  try {
    return (await inherited()) ?? own
  } catch (thrown) {
    if (own === null) throw thrown
    return own
  }
}

async function inherited(): Promise<Identity | null> {
  const read = process.platform === 'linux' ? readProc : readPs
  let found: Identity | null = null
  let pid = process.ppid
  for (let count = 0; pid > 1 && count < MAX_ANCESTORS; count += 1) {
    const { parent, name, identity: started } = await read(pid)
    if (/^\(?tmux/.test(name)) break
    found = started ?? found
    pid = parent
  }
  return found
}

const identityOf = (token = '', session = ''): Identity | null =>
  token === '' || session === '' ? null : { token, session }

/** proc(5): the name is in brackets and may hold any character; the parent stands two fields behind it. */
async function readProc(pid: number): Promise<Process> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8')
  const end = stat.lastIndexOf(')')
  const name = stat.slice(stat.indexOf('(') + 1, end)
  const parent = Number(stat.slice(end + 2).split(' ')[1])
  // The environment of another user's process cannot be read: it is none of our sessions.
  const environment = await readFile(`/proc/${String(pid)}/environ`, 'utf8').catch(() => '')
  const variables = new Map(environment.split('\0').map((line): [string, string] => splitAt(line, line.indexOf('='))))
  return { parent, name, identity: identityOf(variables.get('PENATES_TOKEN'), variables.get('PENATES_SESSION')) }
}

const splitAt = (text: string, at: number): [string, string] => [text.slice(0, at), text.slice(at + 1)]

const execute = promisify(execFile)

/** macOS: `ps -E` prints the environment behind the command line, separated by spaces. */
async function readPs(pid: number): Promise<Process> {
  const { stdout: named } = await execute('/bin/ps', ['-o', 'ppid=,comm=', '-p', String(pid)])
  const [, parent = '0', path = ''] = /^\s*(\d+)\s+(.*)/.exec(named) ?? []
  const { stdout: full } = await execute('/bin/ps', ['-E', '-ww', '-o', 'command=', '-p', String(pid)])
  const value = (name: string): string | undefined => new RegExp(` ${name}=(.*?)(?= \\w+=|\\s*$)`).exec(full)?.[1]
  const name = path.split('/').at(-1) ?? ''
  return { parent: Number(parent), name, identity: identityOf(value('PENATES_TOKEN'), value('PENATES_SESSION')) }
}
