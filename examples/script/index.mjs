// Names the sessions of a hub, and ends with 1 where it cannot.
import { hubClient } from 'penates/client'

const { HUB_URL = 'http://127.0.0.1:3333', HUB_TOKEN = '' } = process.env
const client = hubClient({ baseUrl: HUB_URL, token: () => HUB_TOKEN })
const answer = await client.listSessions()()
if (answer._tag === 'Right') {
  for (const { name, status, activity } of answer.right.body) console.log(`${name}\t${status}\t${activity}`)
} else {
  console.error(answer.left)
  process.exitCode = 1
}
