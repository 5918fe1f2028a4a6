import { backgroundOf } from './background.js'
import { hubContainer } from './hub-container.js'
import { featuresOf } from './features-of.js'
import type { Background, Features } from './hub-features.js'
import type { Tools } from './tools.js'

/** Features on these tools without a server. Reports of agents and background work begin with `start`. */
export function makeFeatures(tools: Tools): Features & Background {
  const container = hubContainer(tools)
  return { ...featuresOf(container), ...backgroundOf(container) }
}
