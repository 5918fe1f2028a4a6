// A sender of notifications of your own: this one prints what the hub would send to a webhook.
import { makeFeatures } from 'penates/features'
import { fakeTools } from 'penates/testing'

const webhookNotifier = {
  send:
    ({ url }, { title }) =>
    async () => {
      console.log(`${url}: ${title}`)
      return { _tag: 'Answered', statusCode: 204, reason: null, retryAfterMs: null }
    },
  isPublic: () => async () => true,
}
const features = makeFeatures({ ...fakeTools(), webhookNotifier })
await features.start()
const created = await features.webhooks.create({
  kind: 'webhook',
  label: 'Team',
  url: 'https://chat.example.org/hook',
  allowsPrivate: false,
  hubUrl: null,
  secret: null,
  events: ['session.waiting'],
})()
if (created._tag === 'Left') throw new Error(JSON.stringify(created.left))
await features.webhooks.test(created.right.id)()
await features.stop()
