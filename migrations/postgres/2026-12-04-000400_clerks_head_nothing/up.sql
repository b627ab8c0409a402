-- Whoever typed a sole proprietor's registration at the counter was given the right of the head when it was accepted.
-- That right ends, and what was granted by it; who was registered holds none yet.
UPDATE mandates SET revoked_at = now() AT TIME ZONE 'UTC'
  WHERE revoked_at IS NULL AND authorised IS NULL AND EXISTS (
    SELECT 1 FROM applications JOIN counter_drafts ON counter_drafts.application_id = applications.id
    WHERE applications.procedure = 'registration-sole-proprietor' AND applications.status = 'accepted'
      AND applications.unp = mandates.unp AND applications.started_by = counter_drafts.drafted_by
      AND (
        mandates.granted_by = applications.started_by
        OR (mandates.granted_by IS NULL AND mandates.scope = 'head' AND mandates.account_id = applications.started_by)
      )
  );
