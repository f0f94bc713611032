UPDATE "app"."agreement" a SET milestones = (
  SELECT jsonb_agg(t.milestone - 'title' - 'deliverable' ORDER BY t.at)
  FROM jsonb_array_elements(a.milestones) WITH ORDINALITY AS t (milestone, at));
