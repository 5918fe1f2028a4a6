const isTerminal = process.stdout.isTTY === true
const style = (code) => (text) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text)
export const bold = style('1')
const dim = style('2')
const green = style('32')
const red = style('31')

/** Where nothing can be redrawn, a sign of life this often. */
const SIGN_OF_LIFE_MS = 15_000

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** Thrown by a step that has told the person what is wrong: the message is all there is to show. */
export class StepFailed extends Error {}

/**
 * Shows one line while `work` runs and what came of it. `work` gets a function that shows what it is doing right now;
 * what it answers is shown behind the title when it is a string. `quietly` shows only what came of it, for a step that
 * runs beside others.
 */
export async function step(title, work, { quietly = false } = {}) {
  const startedAt = Date.now()
  let doing = ''
  const draw = () => {
    const line = `… ${title} ${dim(`${seconds(startedAt)} ${doing}`)}`
    if (isTerminal) process.stdout.write(`\r\u001b[K${line.slice(0, (process.stdout.columns ?? 80) + 7)}`)
    else console.log(`… ${title} (${seconds(startedAt)})`)
  }
  if (isTerminal && !quietly) draw()
  const timer = quietly ? null : setInterval(draw, isTerminal ? 200 : SIGN_OF_LIFE_MS)
  const finish = (mark, note) => {
    clearInterval(timer)
    if (isTerminal && !quietly) process.stdout.write('\r\u001b[K')
    console.log(`${mark} ${title}${note ? ` ${note}` : ''} ${dim(seconds(startedAt))}`)
  }
  try {
    const note = await work((text) => {
      doing = text.trim().split('\n').at(-1)?.slice(0, 60) ?? ''
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
