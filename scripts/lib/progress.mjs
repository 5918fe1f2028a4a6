const isTerminal = process.stdout.isTTY === true
const style = (code) => (text) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text)
export const bold = style('1')
const dim = style('2')
const green = style('32')
const red = style('31')

/** Interval of progress lines where the terminal cannot redraw. */
const SIGN_OF_LIFE_MS = 15_000
const REDRAW_MS = 200

const since = (startedAt) => (Date.now() - startedAt) / 1000

/** Thrown by a step that has told the person what is wrong: the message is all there is to show. */
export class StepFailed extends Error {}

/** The steps that run now, in the order of their start. */
const running = new Set()
let timer
/** Title and seconds of every step that has ended. */
export const ended = []

const lineOf = ({ title, startedAt, doing }) =>
  `${title} ${dim(`${since(startedAt).toFixed(0)} s`)}${dim(doing && ` ${doing}`)}`

function draw() {
  const line = `… ${[...running].map(lineOf).join(' · ')}`
  if (!isTerminal) console.log(line)
  else process.stdout.write(`\r\u001b[K${line.slice(0, (process.stdout.columns ?? 80) + 7)}\u001b[0m`)
}

/** Prints lines above the line that shows what runs. */
export function say(text) {
  if (isTerminal && running.size > 0) process.stdout.write('\r\u001b[K')
  console.log(text)
}

/**
 * Shows in one line, together with the other steps that run, that `work` is running, and what came of it. `work` gets a
 * function that shows what it is doing right now; what it answers is shown behind the title when it is a string.
 * `silently` leaves the line to what `work` prints itself.
 */
export async function step(title, work, { silently = false } = {}) {
  const one = { title, startedAt: Date.now(), doing: '' }
  if (!silently) running.add(one)
  if (isTerminal && !silently) draw()
  if (running.size > 0) timer ??= setInterval(draw, isTerminal ? REDRAW_MS : SIGN_OF_LIFE_MS)
  const finish = (mark, note) => {
    if (isTerminal && !silently) process.stdout.write('\r\u001b[K')
    running.delete(one)
    if (running.size === 0) timer = clearInterval(timer)
    const seconds = since(one.startedAt)
    ended.push({ title, seconds })
    console.log(`${mark} ${title}${note ? ` ${note}` : ''} ${dim(`${seconds.toFixed(1)} s`)}`)
  }
  try {
    const note = await work((text) => {
      one.doing = text.trim().split('\n').at(-1)?.slice(0, 60) ?? ''
    })
    finish(green('✓'), typeof note === 'string' ? note : '')
    return note
  } catch (error) {
    finish(red('✗'), '')
    throw error
  }
}

/** Runs the program of `scripts/`: a failed step ends it with its message and exit code 1. */
export async function main(work) {
  try {
    await work()
  } catch (error) {
    console.error(error instanceof StepFailed ? `\n${error.message}\n` : error)
    process.exit(1)
  }
}
