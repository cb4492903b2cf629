import type { Evidence } from '../model/claim';
import type { Agent, AgentRole } from '../model/source';
import { sameName } from '../page/names';

/** One place that names authors, with all the names it gives. */
export interface Channel {
  agents: Agent[];
  confidence: number;
  evidence: Evidence;
  /** The page shows the words to its reader; structured data does not. */
  printed: boolean;
}

export const isAuthorRole = (role: AgentRole): boolean => role === 'author' || role === 'correspondent';

/** The agents without repeats of a name in the same role. */
export function unique(agents: Agent[]): Agent[] {
  return agents.filter(
    (agent, i) =>
      agents.findIndex((other) => other.role === agent.role && sameName(other.name, agent.name)) === i,
  );
}

/** The authors of a channel: people, or bodies where it names no person. */
export function authorsOf(channel: Channel): Agent[] {
  const authors = channel.agents.filter((agent) => isAuthorRole(agent.role));
  const persons = authors.filter((agent) => agent.kind === 'person');
  return persons.length > 0 ? persons : authors;
}
