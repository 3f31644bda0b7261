-- How papers are searched: English words without accents for titles and abstracts, plain words
-- without accents for names. A function, because generated columns need one that is immutable.
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION paper_text (COPY = english);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION paper_text
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION paper_names (COPY = simple);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION paper_names
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
--> statement-breakpoint
CREATE FUNCTION paper_search(title text, authors text[], abstract text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('public.paper_text'::regconfig, title), 'A')
        || setweight(to_tsvector('public.paper_names'::regconfig, array_to_string(authors, ' , ')), 'B')
        || setweight(to_tsvector('public.paper_text'::regconfig, abstract), 'C')
  $$;
