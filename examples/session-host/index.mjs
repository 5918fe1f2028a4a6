// A session host of your own: this one refuses commands that are not on a list, and leaves the rest to another host.
import { makeFeatures } from 'penates/features'
import { fakeTools } from 'penates/testing'

const PERMITTED = ['claude', 'codex']
const tools = fakeTools()
const sessionHost = {
  ...tools.sessionHost,
  start: (spec) =>
    PERMITTED.includes(spec.command.split(' ')[0])
      ? tools.sessionHost.start(spec)
      : async () => ({ _tag: 'Left', left: { _tag: 'Unavailable', detail: `${spec.command} may not run here` } }),
}
const features = makeFeatures({ ...tools, sessionHost })
await features.start()
for (const [name, command] of [
  ['shop', 'claude'],
  ['other', 'bash'],
]) {
  const started = await features.sessions.create({ name, directory: '/work/shop', command })()
  console.log(name, started._tag === 'Right' ? 'runs' : started.left.detail)
}
await features.stop()
