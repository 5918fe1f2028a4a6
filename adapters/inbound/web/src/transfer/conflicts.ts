import type { ConflictChoice } from './upload-job.js'
import { conflict } from './transfers.js'

/** Asks how to resolve name conflicts. A choice for all files of an upload is not asked again. */
export interface ConflictAsker {
  readonly ask: (name: string, folder: string) => Promise<ConflictChoice>
}

/** Serializes the dialogs of all uploads. */
let queue: Promise<unknown> = Promise.resolve()

export function conflictAsker(many: boolean): ConflictAsker {
  let forAll: ConflictChoice | null = null

  function show(name: string, folder: string): Promise<ConflictChoice> {
    if (forAll) return Promise.resolve(forAll)
    return new Promise(
      (resolve) =>
        (conflict.value = {
          name,
          folder,
          many,
          answer: (choice, all) => {
            conflict.value = null
            if (all) forAll = choice
            resolve(choice)
          },
        }),
    )
  }

  return {
    ask: (name, folder) => {
      const answered = queue.then(() => show(name, folder))
      queue = answered
      return answered
    },
  }
}
