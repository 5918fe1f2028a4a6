import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createHub } from '../../../composition/hub/create-hub.js'
import { listen } from '../../../composition/hub/listen.js'
import { fakeTools } from '../../../composition/testing/fake-tools.js'

describe('a hub that listens', () => {
  it('takes a port that is held for it until then, and leaves one that another program has', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const release = async (): Promise<void> => {
      holder.close()
      await once(holder, 'close')
    }
    const refused = await listen(createHub(fakeTools(), { web: false }), { port }).catch((error: unknown) => error)
    expect(refused).to.have.property('code', 'EADDRINUSE')
    const { address, stop } = await listen(createHub(fakeTools(), { web: false }), { port, release })
    expect(address.port).to.equal(port)
    await stop()
  })
})
