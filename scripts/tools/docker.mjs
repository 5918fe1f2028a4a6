import { getContainerRuntimeClient } from 'testcontainers'
import { StepFailed } from '../lib/progress.mjs'

/** The engine's own client, of the engine that testcontainers finds. */
export async function docker() {
  try {
    return (await getContainerRuntimeClient()).container.dockerode
  } catch (error) {
    throw new StepFailed(`The container engine does not work: ${error.message}`)
  }
}
