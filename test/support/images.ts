import { getContainerRuntimeClient } from 'testcontainers'

/** What images of the tests stand on; `npm test` names it, since it knows whether there is a registry. */
export const baseImage = (): string => process.env['PENATES_TEST_BASE'] ?? 'debian:trixie-slim'

export interface ImageToBuild {
  readonly name: string
  /** Folder with a Dockerfile, and what of it the engine is given. */
  readonly context: string
  readonly files: ReadonlyArray<string>
  readonly arguments: Readonly<Record<string, string>>
}

/** Builds an image; rejects with what the step said that failed. Answers with its name. */
export async function buildImage(image: ImageToBuild): Promise<string> {
  const { dockerode } = (await getContainerRuntimeClient()).container
  const progress = await dockerode.buildImage(
    { context: image.context, src: [...image.files] },
    { t: image.name, buildargs: image.arguments },
  )
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    const ended = (error: Error | null): void => {
      if (error === null) resolve()
      else reject(new Error(`${said.join('').slice(-2_000)}\n${error.message}`))
    }
    dockerode.modem.followProgress(progress, ended, ({ stream }: { readonly stream?: string }) =>
      said.push(stream ?? ''),
    )
  })
  return image.name
}
