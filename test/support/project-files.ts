import * as E from 'fp-ts/lib/Either.js'
import type { FileName } from '../../domain/files/file-name.js'
import { parseOperand, type Operand, type ProjectPath } from '../../domain/files/project-path.js'
import type { OpenedFile } from '../../application/files/project-files.port.js'

/** A path that is known to be one. */
export const at = (path: string): ProjectPath => path as ProjectPath

/** A name that is known to be one. */
export const called = (name: string): FileName => name as FileName

/** The operand at a path; throws for an invalid path. */
export function operand(path: string): Operand {
  const parsed = parseOperand(at(path))
  if (E.isLeft(parsed)) throw new Error(`no operand: ${path}`)
  return parsed.right
}

/** Bytes as they arrive, in chunks of a few. */
export async function* arriving(text: string, thenFail?: Error): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = new TextEncoder().encode(text)
  for (let start = 0; start < bytes.length; start += 5) yield await Promise.resolve(bytes.slice(start, start + 5))
  if (thenFail !== undefined) throw thenFail
}

/** Content of an open file, which is closed afterwards. */
export async function textOf(file: OpenedFile, start = 0, end = file.size): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file.read({ start, end })) chunks.push(chunk.slice())
  return Buffer.concat(chunks).toString('utf8')
}
