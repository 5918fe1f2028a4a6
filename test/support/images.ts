import { getContainerRuntimeClient } from 'testcontainers'

const FROM_REGISTRY = 'debian:trixie-slim'

/** Base image of the tests; `npm test` passes it, because it has checked for a registry. */
export const baseImage = (): string => process.env['PENATES_TEST_BASE'] ?? FROM_REGISTRY

export const isRegistryThere = (): boolean => baseImage() === FROM_REGISTRY

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
    { t: image.name, buildargs: image.arguments, version: '2' },
  )
  const said: string[] = []
  let fault: string | undefined
  const keep = ({ stream, error }: { readonly stream?: string; readonly error?: string }): void => {
    said.push(stream ?? '')
    fault = error ?? fault
  }
  await new Promise((resolve) => {
    dockerode.modem.followProgress(progress, resolve, keep)
  })
  if (fault !== undefined) throw new Error(`${image.name}: ${said.join('').slice(-2_000)}\n${fault}`)
  return image.name
}
