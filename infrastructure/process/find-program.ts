import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Path of a program: a path as it is, a name by the folders of `PATH`. `null` when none is executable. */
export async function findProgram(program: string, searchPath: string): Promise<string | null> {
  const candidates = program.includes('/')
    ? [program]
    : searchPath.split(delimiter).map((folder) => join(folder, program))
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate
  }
  return null
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
