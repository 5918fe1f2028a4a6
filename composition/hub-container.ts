import { Container, ContainerModule } from 'inversify'
import { featuresModule } from './features.js'
import { provideValue } from './provide.js'
import type { Token } from './token.js'
import { PORTS, TOKENS as T } from './tokens.js'
import type { Tools } from './tools.js'

/** All features, bound to these tools. `ownPort` is the port that the hub listens on. */
export function hubContainer(tools: Tools, ownPort: () => number = () => 0): Container {
  const container = new Container()
  const toolsModule = new ContainerModule((options) => {
    provideValue(options, T.ownPort, ownPort)
    for (const name of Object.keys(PORTS) as (keyof Tools)[])
      provideValue(options, PORTS[name] as Token<unknown>, tools[name])
  })
  container.load(toolsModule, featuresModule)
  return container
}
