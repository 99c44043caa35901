-- Invitations, applications and the policy of second steps are recorded like the accounts. Who an applicant is and what they wrote is not kept in the record:
-- it goes when the application is decided.

create trigger audited after insert or update or delete on invitation
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('id', 'token_hash');
create trigger audited after insert or update or delete on merchant_application
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('id', 'password_hash,contact_name,username,note');
create trigger audited after insert or update or delete on security_policy
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('only_row', '');
