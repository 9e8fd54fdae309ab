/** Instances tell each other also of what rests from now on, and of machines that are gone. */
export const rests = `
create trigger paused after update on grants for each row
  when (old.paused_at is null and new.paused_at is not null) execute function tell_ends();
create trigger deleted after delete on machines for each statement execute function tell_ends();
`;
