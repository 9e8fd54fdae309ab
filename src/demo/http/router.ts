import type { Exchange, SignedExchange } from './answer.ts';

type Params = Readonly<Record<string, string>>;

interface View {
  readonly method: string;
  readonly pattern: RegExp;
}

export interface OpenView extends View {
  readonly open: true;
  run(exchange: Exchange, params: Params): void | Promise<void>;
}

export interface SignedView extends View {
  readonly open: false;
  run(exchange: SignedExchange, params: Params): void | Promise<void>;
}

export type AnyView = OpenView | SignedView;

/** `/api/states/:id` matches one path segment under that name. */
function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}

/** A view for anybody. */
export function openView(method: string, path: string, run: OpenView['run']): OpenView {
  return { method, pattern: pattern(path), open: true, run };
}

/** A view for those who bring an access token. */
export function signedView(method: string, path: string, run: SignedView['run']): SignedView {
  return { method, pattern: pattern(path), open: false, run };
}

export type Match =
  | { readonly kind: 'view'; readonly view: AnyView; readonly params: Params }
  | { readonly kind: 'other_method' }
  | { readonly kind: 'nothing' };

/** Finds the view for a request. */
export function matchView(views: readonly AnyView[], method: string, path: string): Match {
  let otherMethod = false;
  for (const view of views) {
    const match = view.pattern.exec(path);
    if (match === null) continue;
    if (view.method === method || (method === 'HEAD' && view.method === 'GET')) {
      return { kind: 'view', view, params: { ...match.groups } };
    }
    otherMethod = true;
  }
  return { kind: otherMethod ? 'other_method' : 'nothing' };
}
