import type { ToolContext } from '../../tools/tool.ts';
import type { Offer } from '../offers.ts';
import type { Suggest } from '../suggestions.ts';

/** A resource, or a family of them by a template (MCP, Resources). */
export interface Resource extends Offer {
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  /** A URI, or an RFC 6570 template of level 1. */
  readonly uri: string;
  readonly template: boolean;
  /** The values in a URI of this one; undefined when it is another's. */
  match(uri: string): Readonly<Record<string, string>> | undefined;
  /** What is there; undefined when nothing is. Throws what a tool's `run` throws. */
  read(values: Readonly<Record<string, string>>, context: ToolContext): Promise<string | undefined>;
  suggest?: Readonly<Record<string, Suggest>>;
}
