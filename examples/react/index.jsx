import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { followEvents, hubClient } from 'penates/client'

// The address of this page says where the hub is: /#URL,TOKEN
const [baseUrl, token] = decodeURIComponent(location.hash.slice(1)).split(',')
const client = hubClient({ baseUrl, token: () => token })

function Sessions() {
  const [sessions, setSessions] = useState([])
  const [failure, setFailure] = useState(null)

  useEffect(() => {
    const stop = new AbortController()
    const read = async () => {
      const answer = await client.listSessions()()
      if (answer._tag === 'Right') setSessions(answer.right.body)
      else setFailure(answer.left._tag)
    }
    void read()
    void followEvents({ baseUrl, token: () => token }, { event: read, gap: read, signal: stop.signal })
    return () => stop.abort()
  }, [])

  if (failure !== null) return <p role="alert">{failure}</p>
  return (
    <ul>
      {sessions.map(({ name, status }) => (
        <li key={name}>
          {name}: {status}
        </li>
      ))}
    </ul>
  )
}

createRoot(document.getElementById('app')).render(<Sessions />)
