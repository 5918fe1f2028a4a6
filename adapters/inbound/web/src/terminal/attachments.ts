import { signal, type Signal } from '@preact/signals'
import { programOf } from '../state/cli-of-session.js'
import { mention } from './mention.js'
import { sessionByName } from '../state/sessions.js'
import { chooseFiles } from '../transfer/choose-files.js'
import type { DroppedFile } from '../transfer/dropped-files.js'
import { upload, type UploadTarget } from '../transfer/uploads.js'

/** What a person gives a session beside words: files and pictures. */
export interface Attachments {
  /** A picture that is to be drawn on first. */
  readonly picture: Signal<Blob | null>
  /** Puts files into the session's folder and their names at its prompt. */
  readonly take: (files: Promise<ReadonlyArray<DroppedFile>>) => void
  /** Lets the person choose: one picture is drawn on, everything else goes as it is. */
  readonly choose: () => void
  /** Writes the name of what lies in the session's folder at its prompt. */
  readonly name: (paths: ReadonlyArray<string>) => void
}

/** `session`: its name of this moment; `type` writes at its prompt. */
export function attachmentsOf(session: () => string, type: (text: string) => void): Attachments {
  const picture = signal<Blob | null>(null)

  const name = (paths: ReadonlyArray<string>): void => {
    if (paths.length === 0) return
    const known = sessionByName.peek().get(session())
    const isAgent = known !== undefined && programOf(known, '').cli !== undefined
    type(paths.map((path) => `${mention(path, isAgent)} `).join(''))
  }

  const take = (files: Promise<ReadonlyArray<DroppedFile>>): void => {
    const to = session()
    const address: UploadTarget['address'] = (_folder, onConflict) =>
      `/api/sessions/${encodeURIComponent(to)}/upload?${new URLSearchParams({ onConflict }).toString()}`
    void files
      .then((taken) => upload(taken, { address, folder: '' }))
      .then((paths) => {
        name(paths.filter((path) => path !== null))
      })
  }

  return {
    picture,
    take,
    choose: () => {
      chooseFiles((files) => {
        const [first] = files
        if (files.length === 1 && first?.file.type.startsWith('image/')) picture.value = first.file
        else take(Promise.resolve(files))
      })
    },
    name,
  }
}
