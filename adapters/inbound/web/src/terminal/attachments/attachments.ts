import { signal, type Signal } from '@preact/signals'
import { programOf } from '../../app/cli-of-session.js'
import { sessionByName } from '../../app/sessions.js'
import { chooseFiles } from '../../transfer/choose-files.js'
import type { DroppedFile } from '../../transfer/dropped-files.js'
import { mention } from '../../transfer/mention.js'
import { uploadToSession } from '../../transfer/session-upload.js'

/** Sends files and images to a session. */
export interface Attachments {
  /** Image to annotate before it is sent; `null` without one. */
  readonly picture: Signal<Blob | null>
  /** Uploads files to the session's folder and writes their names at its prompt. */
  readonly take: (files: Promise<ReadonlyArray<DroppedFile>>) => void
  /** Opens the file dialog. A single image is annotated first; other files are uploaded directly. */
  readonly choose: () => void
  /** Writes the names of files in the session's folder at its prompt. */
  readonly name: (paths: ReadonlyArray<string>) => void
}

/** `session` returns the session's current name. `type` writes at its prompt. */
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
    void files.then((taken) => uploadToSession(to, taken)).then(name)
  }

  return {
    picture,
    take,
    choose: () =>
      chooseFiles((files) => {
        const [first] = files
        if (files.length === 1 && first?.file.type.startsWith('image/')) picture.value = first.file
        else take(Promise.resolve(files))
      }),
    name,
  }
}
