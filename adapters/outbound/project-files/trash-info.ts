import { MAX_NAME_BYTES, numberedName, shortened, type FileName } from '../../../domain/files/file-name.js'

const END = '.trashinfo'

/** Content of a `.trashinfo` file: freedesktop.org trash specification 1.0. `at` is local time. */
export function trashInfo(path: string, at: Date): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return `[Trash Info]\nPath=${encoded}\nDeletionDate=${localTime(at)}\n`
}

export const infoName = (name: string): string => name + END

/** The names that a file may get in a trash, in the order of trying; with room for what is remembered of it. */
export function* trashNames(name: FileName): Generator<FileName, void, undefined> {
  const short = withRoom(name)
  yield short
  for (let number = 2; ; number += 1) yield numberedName(short, number)
}

/** For the number and the end of what is remembered. */
const ROOM_BYTES = END.length + 8

const withRoom = (name: FileName): FileName => shortened(name, MAX_NAME_BYTES - ROOM_BYTES) as FileName

const localTime = (at: Date): string => {
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}
