import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

type Argv = readonly [program: string, ...args: ReadonlyArray<string>]

/** Root reads everything by these two rights; without them mode bits bind it as they bind its owner. capabilities(7). */
const WITHOUT_RIGHTS = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] as const

/** The same command under mode bits, also where the tests run as root. */
export const byModeBits = (argv: Argv): Argv => (process.getuid?.() === 0 ? [...WITHOUT_RIGHTS, ...argv] : argv)

/**
 * Evaluates an expression of a module's exports (`m`) in a process that mode bits bind, also where the tests run as root.
 * The value comes back as JSON.
 */
export async function boundByModeBits(module: URL, expression: string): Promise<unknown> {
  const source = `import * as m from ${JSON.stringify(module.href)}; console.log(JSON.stringify(await (${expression})))`
  const [program, ...argv] = byModeBits([process.execPath, '--input-type=module', '--eval', source])
  return JSON.parse((await run(program, argv)).stdout)
}
