import { Container, ContainerModule } from 'inversify'
import { featuresModule } from '../features/features.js'
import { guardPorts } from '../tools/guard-ports.js'
import { provideValue } from '../features/provide.js'
import { TOKENS as T } from '../features/tokens.js'
import { allPorts, type Tools } from '../tools/tools.js'

/** All features, bound to these tools. `ownPort` is the port that the hub listens on. */
export function hubContainer(tools: Tools, ownPort: () => number = () => 0): Container {
  const container = new Container()
  const ports = guardPorts(allPorts(tools))
  const toolsModule = new ContainerModule((options) => {
    provideValue(options, T.tools, ports)
    provideValue(options, T.ownPort, ownPort)
  })
  container.load(toolsModule, featuresModule(ports))
  return container
}
