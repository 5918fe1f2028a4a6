/**
 * The status line of Claude Code: `node status-line.mjs <hub>`. Prints one line from what it is given, and tells the hub
 * about cost, context and limits when they changed or a minute has passed. It imports nothing of ours.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const REPEAT_MS = 60_000
/** The line is printed by then; the next one waits for this to end. */
const LIMIT_MS = 500

const hub = process.argv[2] ?? ''
const { PENATES_TOKEN: token = '', PENATES_SESSION: session = '', CLAUDE_JOB_DIR: job = '' } = process.env
/** The token of an agent in the background is that of the session which started it. */
const isOfSession = token !== '' && session !== '' && job === ''

interface Given {
  readonly model?: { readonly display_name?: unknown }
  readonly cost?: { readonly total_cost_usd?: unknown }
  readonly context_window?: { readonly used_percentage?: unknown }
  readonly rate_limits?: unknown
}

async function given(): Promise<Given> {
  let text = ''
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) text += chunk.toString('utf8')
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function line({ model, cost, context_window: context }: Given): string {
  const percentage = context?.used_percentage
  const usd = cost?.total_cost_usd
  return [
    typeof model?.display_name === 'string' ? model.display_name : 'Claude',
    ...(typeof percentage === 'number' ? [`${String(Math.round(percentage))} % context`] : []),
    ...(typeof usd === 'number' ? [`$${usd.toFixed(2)}`] : []),
  ].join(' · ')
}

/** Small file per session beside this script, with the text that was last sent to the hub. */
const noteOf = (): string => join(dirname(fileURLToPath(import.meta.url)), 'told', session.replace(/[^\w-]/g, '_'))

async function isNews(text: string): Promise<boolean> {
  try {
    const [{ mtimeMs }, told] = [await stat(noteOf()), await readFile(noteOf(), 'utf8')]
    return told !== text || Date.now() - mtimeMs > REPEAT_MS
  } catch {
    return true
  }
}

function post(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const posting = request(new URL(`${hub}/api/hooks/statusline`), {
      method: 'POST',
      agent: false,
      headers: { Authorization: `Bearer ${token}`, 'X-Penates-Session': session, 'Content-Type': 'application/json' },
    })
    posting.on('error', () => {
      resolve(false)
    })
    posting.on('response', (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    posting.end(text)
  })
}

const { rate_limits, cost, context_window, model } = await given()
process.stdout.write(`${line({ cost, context_window, model } as Given)}\n`)
setTimeout(() => process.exit(0), LIMIT_MS)
const text = JSON.stringify({ rate_limits, cost, context_window, model })
if (isOfSession && (await isNews(text)) && (await post(text))) {
  await mkdir(dirname(noteOf()), { recursive: true, mode: 0o700 })
  await writeFile(noteOf(), text)
}
process.exit(0)
