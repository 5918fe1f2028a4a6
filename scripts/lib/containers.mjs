import { ensureBaseImage } from './base-image.mjs'
import { openEngine } from './engine.mjs'
import { ensureTools } from './prerequisites.mjs'
import { step } from './progress.mjs'

/** testcontainers' own helper image cannot be pulled without a registry; every test ends what it has started. */
const ALWAYS = { TESTCONTAINERS_RYUK_DISABLED: 'true' }

/**
 * Prerequisites of the container suite: `{ env, close }`, or `{ missing }` with the reason why it cannot run here.
 */
export async function prepareContainers() {
  process.env.PATH += ':/usr/sbin:/sbin' // what only root runs is there, and su leaves them out
  const engine = await openEngine()
  if (engine.missing !== undefined) return engine
  try {
    await ensureTools(['ssh'])
    Object.assign(process.env, engine.env, ALWAYS)
    const { docker } = await import('../tools/docker.mjs') // loads much that no other suite needs
    const base = await step('Image to test on', async (show) => ensureBaseImage(await docker(), show))
    return { env: { ...engine.env, ...ALWAYS, PENATES_TEST_BASE: base }, close: engine.close }
  } catch (error) {
    await engine.close()
    throw error
  }
}
