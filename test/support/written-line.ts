import { readFile } from 'node:fs/promises'
import { eventually } from './eventually.js'

/** Line that a program writes to a file, once it is whole. */
export async function writtenLine(file: string): Promise<string> {
  let text = ''
  await eventually(async () => {
    text = await readFile(file, 'utf8')
    if (!text.endsWith('\n')) throw new Error(`${file} has no whole line`)
  })
  return text.trim()
}
