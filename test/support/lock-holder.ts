// Takes the given folder, says so and holds it until it is killed.
import { lockFolder } from '../../infrastructure/files/folder-lock.js'

const [folder = ''] = process.argv.slice(2)
const locking = await lockFolder(folder)
if (locking._tag === 'Locked') await locking.lock.tell('http://127.0.0.1:3333')
process.stdout.write(`${locking._tag}\n`)
if (locking._tag === 'Locked') setInterval(() => undefined, 60_000)
